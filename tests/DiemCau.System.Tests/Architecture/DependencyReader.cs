using System.Reflection;
using System.Reflection.Emit;

namespace DiemCau.System.Tests.Architecture;

/// <summary>Reads every dependency of a set of types from their metadata and their methods' code.</summary>
internal sealed class DependencyReader
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private readonly HashSet<Dependency> _found = [];

    public static IReadOnlyCollection<Dependency> Read(IEnumerable<Type> types)
    {
        var reader = new DependencyReader();
        foreach (var type in types)
        {
            reader.ReadType(type);
        }

        return reader._found;
    }

    private void ReadType(Type type)
    {
        Add(type, type.BaseType);
        foreach (var implemented in type.GetInterfaces())
        {
            Add(type, implemented);
        }

        ReadAttributes(type, type);
        foreach (var field in type.GetFields(Declared))
        {
            Add(type, field.FieldType);
            ReadAttributes(type, field);
        }

        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            Add(type, (method as MethodInfo)?.ReturnType);
            foreach (var parameter in method.GetParameters())
            {
                Add(type, parameter.ParameterType);
            }

            ReadAttributes(type, method);
            ReadCode(type, method);
        }
    }

    private void ReadAttributes(Type type, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(type, attribute.AttributeType);
        }
    }

    private void ReadCode(Type type, MethodBase method)
    {
        var body = method.GetMethodBody();
        if (body?.GetILAsByteArray() is not { } code)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(type, local.LocalType);
        }

        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
        {
            Add(type, clause.CatchType);
        }

        var typeArguments = type.IsGenericType ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in Tokens(code))
        {
            var member = method.Module.ResolveMember(token, typeArguments, methodArguments)!;
            if (member is Type named)
            {
                Add(type, named);
                continue;
            }

            Add(type, member.DeclaringType, member.Name);
            foreach (var argument in (member as MethodInfo)?.GetGenericArguments() ?? [])
            {
                Add(type, argument);
            }
        }
    }

    /// <summary>The metadata tokens in a method's code (ECMA-335 III.1.9).</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var isTwoBytes = code[at] == 0xFE;
            var value = isTwoBytes ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            at += isTwoBytes ? 2 : 1;
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private void Add(Type from, Type? to, string? member = null)
    {
        while (to is { HasElementType: true })
        {
            to = to.GetElementType();
        }

        if (to is null || to.IsGenericParameter)
        {
            return;
        }

        foreach (var argument in to.IsGenericType ? to.GetGenericArguments() : [])
        {
            Add(from, argument);
        }

        from = Outermost(from);
        to = Outermost(to.IsGenericType ? to.GetGenericTypeDefinition() : to);
        if (from != to)
        {
            _found.Add(new Dependency(from, to, member));
        }
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } declaring)
        {
            type = declaring;
        }

        return type;
    }
}
