using System.Collections.Immutable;
using Consult.Accounts;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Patients;

/// <summary>A patient: verification and inbox; relations and consents are in the other half.</summary>
internal sealed partial class Patient(PatientOptions options) : FeedModel<PatientState>
{
    private const string AcceptedKind = "consultation.accepted";
    private const int MaxName = 50;
    private const int MaxIdNumber = 40;
    private const int MaxLabel = 40;
    private const int MaxMethod = 100;

    public override int FoldVersion => 2;

    public override PatientState Empty { get; } = new();

    public override string? SubjectOf(PatientState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(PatientState state, Command command, Context context) => command switch
    {
        RegisterPatient register => Register(state, register, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        VerifyRealName verify => Verify(state, verify, context),
        RejectRealName reject => Reject(reject, context),
        NoteInbox note => Note(note, context),
        _ when !IsRelated(state, context.By) => Decision.Refuse(Codes.Forbidden),
        GrantRelation grant => Grant(state, grant, context),
        EndRelation end => End(state, end, context),
        GrantConsent grant => Grant(state, grant, context),
        WithdrawConsent withdraw => Withdraw(state, withdraw, context),
        MarkInboxRead read => Read(state, read),
        UseGuarantee use => Use(state, use),
        ReturnGuarantee back => Return(state, back),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override PatientState Apply(PatientState state, EventBody body, Envelope envelope) => body switch
    {
        PatientRegistered e => state with
        {
            Exists = true,
            Patient = new(envelope.Feed.Key),
            Name = e.Name,
            BirthDate = e.BirthDate,
            Relations = [new(e.Account, e.Relation)],
        },
        PatientVerified => state with { IsVerified = true },
        PatientRejected => state with { IsVerified = false },
        RelationGranted e => state with { Relations = Without(state, e.Account).Add(new(e.Account, e.Relation)) },
        RelationEnded e => state with { Relations = Without(state, e.Account) },
        ConsentGranted e => state with
        {
            Consents = Without(state, e.Purpose)
                .Add(new(e.Purpose, e.TextVersion, e.Channel, envelope.At, envelope.By.Account)),
        },
        ConsentWithdrawn e => state with { Consents = Without(state, e.Purpose) },
        GuaranteeUsed e => state with { GuaranteeUsedFor = e.Consultation },
        GuaranteeReturned => state with { GuaranteeUsedFor = null },
        InboxNoted e => state with
        {
            HasOrdered = state.HasOrdered || e.Kind == AcceptedKind,
            Inbox = [.. state.Inbox.Add(new(envelope.Seq, e.About, e.Kind, envelope.At)).TakeLast(PatientState.InboxLength)],
        },
        InboxRead e => state with { ReadUpTo = e.UpTo },
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        PatientRegistered e => [new(e.Account.Feed.Value, Role.Patient, e.Relation)],
        RelationGranted e => [new(e.Account.Feed.Value, Role.Patient, e.Relation)],
        RelationEnded e => [new(e.Account.Feed.Value, Role: null)],
        _ => [],
    };

    public override ImmutableArray<Reaction> ReactionsTo(PatientState state, EventBody body, Envelope envelope)
    {
        var patient = new PatientId(envelope.Feed.Key);
        return body switch
        {
            PatientRegistered e => [new(e.Account.Feed, new NoteRelation(patient, e.Relation))],
            RelationGranted e => [new(e.Account.Feed, new NoteRelation(patient, e.Relation))],
            RelationEnded e => [new(e.Account.Feed, new EndRelationNote(patient))],
            _ => [],
        };
    }

    public static PatientView? ViewOf(PatientState state) => !state.Exists ? null : new()
    {
        Patient = state.Patient,
        Name = state.Name,
        BirthDate = state.BirthDate,
        IsVerified = state.IsVerified,
        Consents = state.Consents,
        Relations = state.Relations,
        Unread = state.Inbox.Count(note => note.Seq > state.ReadUpTo),
        Inbox = state.Inbox,
    };

    public static PatientStanding StandingOf(PatientState state, PatientOptions options, DateTimeOffset now) => new()
    {
        Exists = state.Exists,
        IsVerified = state.IsVerified,
        Consents = [.. state.Consents.Select(consent => consent.Purpose)],
        Age = AgeAt(state, DayOf(now, options)),
        Accounts = [.. state.Relations.Select(relation => relation.Account)],
        HasOrdered = state.HasOrdered,
    };

    private Decision Register(PatientState state, RegisterPatient command, Context context)
    {
        if (context.By.Role is not Role.Patient) return Decision.Refuse(Codes.Forbidden);
        if (state.Exists) return Decision.Refuse(Codes.PatientExists);
        if (command.Relation is not (Relation.Self or Relation.Guardian)) return Decision.Refuse(Codes.Invalid);
        if (TextRules.Check(command.Name, MaxName) is { } bad) return Decision.Refuse(bad);
        if (TextRules.CheckOptional(command.IdNumber, MaxIdNumber) is { } badNumber) return Decision.Refuse(badNumber);
        if (ParseDate(command.BirthDate) is not { } birth || birth > DayOf(context.Now, options)) return Decision.Refuse(Codes.Invalid);
        return Decision.Accept(new PatientRegistered
        {
            Account = context.By.Account,
            Relation = command.Relation,
            Name = command.Name,
            IdNumber = command.IdNumber,
            BirthDate = command.BirthDate,
        });
    }

    private static Decision Verify(PatientState state, VerifyRealName command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        if (TextRules.Check(command.Method, MaxMethod) is { } bad) return Decision.Refuse(bad);
        return state.IsVerified ? Decision.Accept() : Decision.Accept(new PatientVerified(command.Method));
    }

    private static Decision Reject(RejectRealName command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        if (TextRules.Check(command.Reason) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new PatientRejected(command.Reason));
    }

    private static Decision Note(NoteInbox command, Context context) =>
        context.By.Role is Role.System
            ? Decision.Accept(new InboxNoted(command.About, command.Kind))
            : Decision.Refuse(Codes.Forbidden);

    private static Decision Read(PatientState state, MarkInboxRead command)
    {
        // A mark beyond the last note would hide notes that are yet to come.
        if (command.Seq > (state.Inbox.LastOrDefault()?.Seq ?? 0)) return Decision.Refuse(Codes.Invalid);
        return command.Seq > state.ReadUpTo ? Decision.Accept(new InboxRead(command.Seq)) : Decision.Accept();
    }

    private static Decision Use(PatientState state, UseGuarantee command)
    {
        if (state.GuaranteeUsedFor == command.Consultation) return Decision.Accept();
        return state.GuaranteeUsedFor is null
            ? Decision.Accept(new GuaranteeUsed(command.Consultation))
            : Decision.Refuse(Codes.GuaranteeUsed);
    }

    private static Decision Return(PatientState state, ReturnGuarantee command) =>
        state.GuaranteeUsedFor == command.Consultation
            ? Decision.Accept(new GuaranteeReturned(command.Consultation))
            : Decision.Accept();
}
