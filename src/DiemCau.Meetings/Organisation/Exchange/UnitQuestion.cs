namespace DiemCau.Meetings.Organisation.Exchange;

internal enum UnitQuestionKind
{
    /// <summary>Is the row's unit the one that the tree has, or another?</summary>
    Unit,

    /// <summary>Is the unit that the row names as its parent the one that is there?</summary>
    Parent,
}

/// <summary>Two names that differ by more than case: "Vân Hòa" in the table, "Văn Hòa" in the tree.</summary>
/// <param name="Known">The way to it from the top down.</param>
internal sealed record UnitQuestion(UnitQuestionKind Kind, string Written, string Known);

/// <summary>What a person has said to questions, by the numbers of rows.</summary>
/// <param name="SameUnits">Rows that mean the unit that is there, and rename it.</param>
/// <param name="NewUnits">Rows that mean another unit.</param>
/// <param name="SameParents">Rows whose parent is the one that is there; it counts for every row that writes it so.</param>
internal sealed record UnitAnswers(IReadOnlySet<int> SameUnits, IReadOnlySet<int> NewUnits, IReadOnlySet<int> SameParents)
{
    public static UnitAnswers None { get; } = new(new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
}
