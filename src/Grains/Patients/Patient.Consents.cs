using System.Collections.Immutable;
using System.Globalization;
using Consult.Feeds;

namespace Consult.Patients;

// Who acts for the patient, and what they consented to.
internal sealed partial class Patient
{
    // The state decides who is related, not what the door knew a moment ago.
    private static bool IsRelated(PatientState state, Caller by) =>
        by.Role is Role.Patient && by.For == state.Patient && state.RelationOf(by.Account) is not null;

    /// <summary>Whether the sender is the patient or a guardian, who alone dispose of relations and consents.</summary>
    private static bool Disposes(PatientState state, AccountId account) =>
        state.RelationOf(account) is Relation.Self or Relation.Guardian;

    private Decision Grant(PatientState state, GrantRelation command, Context context)
    {
        if (!Disposes(state, context.By.Account)) return Decision.Refuse(Codes.RelationInsufficient);
        if (command.Account == AccountId.System || !Enum.IsDefined(command.Relation)) return Decision.Refuse(Codes.Invalid);
        var old = state.RelationOf(command.Account);
        if (old == command.Relation) return Decision.Accept();
        if (command.Relation is Relation.Self && state.Relations.Any(r => r.Relation is Relation.Self))
            return Decision.Refuse(Codes.RelationSelfTaken);
        if (command.Relation is Relation.Carer && IsLast(state, command.Account)) return Decision.Refuse(Codes.RelationLast);
        if (old is null && state.Relations.Length >= options.MaxRelations) return Decision.Refuse(Codes.RelationLimit);
        return Decision.Accept(new RelationGranted(command.Account, command.Relation));
    }

    private static Decision End(PatientState state, EndRelation command, Context context)
    {
        if (command.Account != context.By.Account && !Disposes(state, context.By.Account))
            return Decision.Refuse(Codes.RelationInsufficient);
        if (state.RelationOf(command.Account) is null) return Decision.Refuse(Codes.RelationAbsent);
        return IsLast(state, command.Account)
            ? Decision.Refuse(Codes.RelationLast)
            : Decision.Accept(new RelationEnded(command.Account));
    }

    private Decision Grant(PatientState state, GrantConsent command, Context context)
    {
        // Who is of unknown age is treated as a child: asking a guardian too much is the smaller error.
        var isChild = !(AgeAt(state, DayOf(context.Now, options)) >= options.AgeOfConsent);
        var relation = state.RelationOf(context.By.Account);
        if (isChild && relation is not Relation.Guardian) return Decision.Refuse(Codes.ConsentGuardianRequired);
        if (relation is Relation.Carer) return Decision.Refuse(Codes.RelationInsufficient);
        if (!Enum.IsDefined(command.Purpose)) return Decision.Refuse(Codes.Invalid);
        if ((TextRules.Check(command.TextVersion, MaxLabel) ?? TextRules.Check(command.Channel, MaxLabel)) is { } bad)
            return Decision.Refuse(bad);
        return state.Consents.Any(consent => consent.Purpose == command.Purpose && consent.TextVersion == command.TextVersion)
            ? Decision.Accept()
            : Decision.Accept(new ConsentGranted(command.Purpose, command.TextVersion, command.Channel));
    }

    // As easily as given (个人信息保护法 art. 15): one command, no reason, and for a child not by the guardian alone.
    private static Decision Withdraw(PatientState state, WithdrawConsent command, Context context)
    {
        if (!Disposes(state, context.By.Account)) return Decision.Refuse(Codes.RelationInsufficient);
        return state.Consents.Any(consent => consent.Purpose == command.Purpose)
            ? Decision.Accept(new ConsentWithdrawn(command.Purpose))
            : Decision.Accept();
    }

    private static bool IsLast(PatientState state, AccountId account) =>
        Disposes(state, account) && state.Relations.Count(r => r.Relation is Relation.Self or Relation.Guardian) == 1;

    private static ImmutableArray<ActingAccount> Without(PatientState state, AccountId account) =>
        state.Relations.RemoveAll(relation => relation.Account == account);

    private static ImmutableArray<Consent> Without(PatientState state, ConsentPurpose purpose) =>
        state.Consents.RemoveAll(consent => consent.Purpose == purpose);

    private static int? AgeAt(PatientState state, DateOnly today)
    {
        if (ParseDate(state.BirthDate) is not { } birth) return null;
        var years = today.Year - birth.Year;
        return birth.AddYears(years) > today ? years - 1 : years;
    }

    private static DateOnly DayOf(DateTimeOffset now, PatientOptions options) =>
        DateOnly.FromDateTime(now.ToOffset(options.UtcOffset).DateTime);

    private static DateOnly? ParseDate(PrivateText text) =>
        DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
