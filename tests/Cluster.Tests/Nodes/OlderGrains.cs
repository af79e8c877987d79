using System.Collections.Immutable;
using System.Reflection;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Consult.Cluster.Tests.Nodes;

/// <summary>The actors as an older version has them: its patients have never heard of an inbox that was read.</summary>
internal sealed class OlderGrains : Assembly
{
    public override Type[] GetTypes() =>
        [.. typeof(PatientGrain).Assembly.GetTypes().Where(type => type != typeof(PatientGrain)), typeof(OlderPatientGrain)];
}

/// <summary>The shell of <see cref="OlderPatient"/>.</summary>
[GrainType(FeedKinds.Patient)]
internal sealed class OlderPatientGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<PatientOptions> options)
    : FeedGrain<PatientState>(new OlderPatient(new(options.Value)), snapshot, services), IPatientGrain
{
    /// <inheritdoc/>
    public Task<Reading<PatientView>> View(CancellationToken cancellationToken = default) =>
        Read(Patient.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PatientStanding>> Standing(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No test asks for it.");
}

/// <summary>A patient before <see cref="InboxRead"/> was thought of.</summary>
internal sealed class OlderPatient(Patient newer) : FeedModel<PatientState>
{
    public override int FoldVersion => newer.FoldVersion - 1;

    public override PatientState Empty => newer.Empty;

    public override Decision Decide(PatientState state, Command command, Context context) =>
        command is MarkInboxRead ? Decision.Refuse(Codes.Invalid) : newer.Decide(state, command, context);

    public override PatientState Apply(PatientState state, EventBody body, Envelope envelope) =>
        body is InboxRead ? throw new UnknownEventException(envelope.Type) : newer.Apply(state, body, envelope);

    public override string? SubjectOf(PatientState state) => newer.SubjectOf(state);

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => newer.AccessOf(body);

    public override ImmutableArray<RedactionRow> RedactionsOf(EventBody body) => newer.RedactionsOf(body);

    public override Entry? EntryOf(FeedId feed, PatientState state) => newer.EntryOf(feed, state);

    public override ImmutableArray<Reaction> ReactionsTo(PatientState state, EventBody body, Envelope envelope) =>
        newer.ReactionsTo(state, body, envelope);
}
