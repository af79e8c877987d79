using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Accounts;

/// <summary>An account: its roles, and the patients it acts for as their actors told it.</summary>
internal sealed class Account(AccountOptions options) : FeedModel<AccountState>
{
    private const int MaxName = 50;

    public override int FoldVersion => 4;

    public override AccountState Empty { get; } = new();

    public override string? SubjectOf(AccountState state) => state.Account.Feed.Value;

    public override Decision Decide(AccountState state, Command command, Context context) => command switch
    {
        OpenAccount open => Open(state, open, context),
        NameStaff name => Name(state, name, context),
        _ when context.By.Role is not Role.System => Decision.Refuse(Codes.Forbidden),
        NoteRelation note => Note(state, note),
        EndRelationNote end => state.Patients.Any(p => p.Patient == end.Patient)
            ? Decision.Accept(new AccountRelationEnded(end.Patient))
            : Decision.Accept(),
        HoldLine hold => Hold(state, hold, context),
        ReleaseLine release => state.Line?.Call == release.Call
            ? Decision.Accept(new LineReleased(release.Call))
            : Decision.Accept(),
        TakeUpload take => Take(state, take, context),
        EndUpload end => state.Uploads.Any(upload => upload.Attachment == end.Attachment)
            ? Decision.Accept(new AccountUploadEnded(end.Attachment))
            : Decision.Accept(),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override AccountState Apply(AccountState state, EventBody body, Envelope envelope)
    {
        state = state with { Account = new(envelope.Feed.Key) };
        return body switch
        {
            AccountOpened e => state with { Roles = [.. state.Roles.Add(e.Role).Order()] },
            StaffNamed e => state with { Name = e.Name },
            AccountRelationNoted e => state with { Patients = Noted(state.Patients, new(e.Patient, e.Relation)) },
            AccountRelationEnded e => state with { Patients = state.Patients.RemoveAll(p => p.Patient == e.Patient) },
            LineHeld e => state with { Line = new(e.Call, e.Until) },
            LineReleased => state with { Line = null },
            AccountUploadBegun e => state with { Uploads = Open(state, envelope.At).Add(new(e.Attachment, e.Until)) },
            AccountUploadEnded e => state with { Uploads = state.Uploads.RemoveAll(u => u.Attachment == e.Attachment) },
            _ => throw new UnknownEventException(envelope.Type),
        };
    }

    /// <summary>An account reads its own feed, in whichever role it opened last.</summary>
    public override ImmutableArray<AccessChange> AccessOf(EventBody body) =>
        body is AccountOpened e ? [new(e.Account.Feed.Value, e.Role)] : [];

    public static AccountView? ViewOf(AccountState state) => state.Roles.IsEmpty ? null : new()
    {
        Account = state.Account,
        Roles = state.Roles,
        Patients = state.Patients,
    };

    /// <summary>Accounts with a name are the directory of the staff, in the order of their keys.</summary>
    public override Entry? EntryOf(FeedId feed, AccountState state) => state.Name is not { } name ? null : new(
        feed, Rank: 0, Terms: [], JsonSerializer.Serialize(new StaffEntry(name, [.. state.Roles.Where(IsStaff)]), FeedJson.Options));

    public static StaffView? StaffOf(AccountState state) => state.Name is { } name ? new(state.Account, name) : null;

    public static LineView LineOf(AccountState state, DateTimeOffset now) =>
        new(state.Line is { } line && line.Until > now ? line.Call : null);

    // A reservation like any other (docs/adr/004): it lapses by itself, so that no call that fell silent keeps a person
    // out of the next one.
    private static Decision Hold(AccountState state, HoldLine hold, Context context) =>
        LineOf(state, context.Now).Call is { } call && call != hold.Call
            ? Decision.Refuse(Codes.CallLineBusy)
            : Decision.Accept(new LineHeld(hold.Call, hold.Until));

    // The role in the command is the sender's wish; the role in the caller is what the server signed in.
    private static Decision Open(AccountState state, OpenAccount open, Context context)
    {
        if (context.By.Account.Value != context.Feed.Key || context.By.Role != open.Role || open.Role is Role.System)
            return Decision.Refuse(Codes.Forbidden);
        return state.Roles.Contains(open.Role)
            ? Decision.Accept()
            : Decision.Accept(new AccountOpened(context.By.Account, open.Role));
    }

    // Whoever is signed in reads this name, so a patient's account gets none.
    private static Decision Name(AccountState state, NameStaff command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        if (TextRules.Check(command.Name, MaxName) is { } bad) return Decision.Refuse(bad);
        if (!state.Roles.IsEmpty && !state.Roles.Any(IsStaff)) return Decision.Refuse(Codes.NotStaff);
        return command.Name == state.Name ? Decision.Accept() : Decision.Accept(new StaffNamed(command.Name));
    }

    private static bool IsStaff(Role role) => role is Role.Pharmacist or Role.Assistant or Role.Operator;

    // An account that never signed in may be given a relation too; it finds it there when it does.
    private Decision Note(AccountState state, NoteRelation note)
    {
        if (state.Patients.Contains(new(note.Patient, note.Relation))) return Decision.Accept();
        if (state.Patients.Length >= options.MaxPatients && state.Patients.All(p => p.Patient != note.Patient))
            return Decision.Refuse(Codes.RelationLimit);
        return Decision.Accept(new AccountRelationNoted(note.Patient, note.Relation));
    }

    private Decision Take(AccountState state, TakeUpload take, Context context)
    {
        var open = Open(state, context.Now);
        if (open.Any(upload => upload.Attachment == take.Attachment)) return Decision.Accept();
        return open.Length < options.MaxUploads
            ? Decision.Accept(new AccountUploadBegun(take.Attachment, take.Until))
            : Decision.Refuse(Codes.AttachmentLimit);
    }

    // A place that nobody gave back, as after a crash, is free when the upload's time is over.
    private static ImmutableArray<UploadPlace> Open(AccountState state, DateTimeOffset now) =>
        state.Uploads.RemoveAll(upload => upload.Until <= now);

    private static ImmutableArray<ActsFor> Noted(ImmutableArray<ActsFor> patients, ActsFor noted)
    {
        for (var i = 0; i < patients.Length; i++)
            if (patients[i].Patient == noted.Patient)
                return patients.SetItem(i, noted);
        return patients.Add(noted);
    }
}
