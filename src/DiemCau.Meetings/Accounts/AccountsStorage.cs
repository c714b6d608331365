using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Accounts;

internal static class AccountsStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();

        public DbSet<AccountLink> AccountLinks => db.Set<AccountLink>();

        public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();

        public DbSet<Passkey> Passkeys => db.Set<Passkey>();

        public DbSet<PasskeyChallenge> PasskeyChallenges => db.Set<PasskeyChallenge>();

        public DbSet<SecondFactorDemand> SecondFactorDemands => db.Set<SecondFactorDemand>();

        /// <summary>The accounts that are asked for more than a password.</summary>
        public IQueryable<Guid> AccountsWithSecondFactor => db.Set<Account>().Where(account => account.TotpEnabled).Select(account => account.Id)
            .Union(db.Set<Passkey>().Select(passkey => passkey.AccountId));

        public DbSet<MailDomain> MailDomains => db.Set<MailDomain>();

        public DbSet<EndedSession> EndedSessions => db.Set<EndedSession>();

        public DbSet<SignInAttempts> SignInAttempts => db.Set<SignInAttempts>();
    }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasOne<Unit>().WithMany().HasForeignKey(account => account.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(account => account.ClaimedUnitId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_links");
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasOne<Account>().WithMany().HasForeignKey(code => code.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys");
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PasskeyChallengeConfiguration : IEntityTypeConfiguration<PasskeyChallenge>
{
    public void Configure(EntityTypeBuilder<PasskeyChallenge> builder)
    {
        builder.ToTable("passkey_challenges");
        builder.HasOne<Account>().WithMany().HasForeignKey(challenge => challenge.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SecondFactorDemandConfiguration : IEntityTypeConfiguration<SecondFactorDemand>
{
    public void Configure(EntityTypeBuilder<SecondFactorDemand> builder)
    {
        builder.ToTable("second_factor_demands");
        builder.HasKey(demand => demand.Role);
    }
}

internal sealed class EndedSessionConfiguration : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.ToTable("ended_sessions");
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MailDomainConfiguration : IEntityTypeConfiguration<MailDomain>
{
    public void Configure(EntityTypeBuilder<MailDomain> builder)
    {
        builder.ToTable("mail_domains");
        builder.HasKey(domain => domain.Domain);
    }
}

internal sealed class SignInAttemptsConfiguration : IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<SignInAttempts> builder)
    {
        builder.ToTable("sign_in_attempts");
        builder.HasKey(attempts => attempts.KeyHash);
    }
}
