using System.Collections.Immutable;
using Consult.Cluster.Tests.Nodes;
using Consult.Cluster.Tests.Wires;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Silo;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>Every node sweeps the one database for actors whose moment has come.</summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class SeveralSweepersTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    private const string Expired = "doctor.licence.expired";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReactionGrace = TimeSpan.FromSeconds(5);
    private static readonly FeedId Doctor = Practice.DoctorFeed;

    [StoreFact]
    public async Task A_due_actor_is_woken_by_one_of_them_and_its_deadline_passed_once()
    {
        await LicenseAsync();
        foreach (var node in new[] { A, B, C }) await node.SweepAsync();
        var held = Router.Hold(Parcels.Wake(Doctor));
        Advance(Valid);
        await held.Reached;

        // While it is being woken nobody else takes it.
        Advance(Sweeper.Lease - Second);
        foreach (var node in new[] { A, B, C }) (await ClaimAsync(node)).ShouldBeEmpty();
        held.Release();

        await WhenExpiredAsync(A);
        foreach (var node in new[] { A, B, C }) await node.StopSweepingAsync();
        Router.Sent.Count(Parcels.Wake(Doctor)).ShouldBe(1);
        await ShouldHaveExpiredOnceAsync();
    }

    [StoreFact]
    public async Task What_a_dead_sweeper_had_claimed_another_takes_over_after_the_lease()
    {
        await LicenseAsync();
        Advance(Valid);
        var lost = Router.Drop(Parcels.Wake(Doctor));
        await B.SweepAsync();
        await lost.Reached;
        B.Kill();
        Advance(Sweeper.Lease - Second);
        (await ClaimAsync(C)).ShouldBeEmpty();

        await C.SweepAsync();
        Advance(Second);

        await WhenExpiredAsync(A);
        await ShouldHaveExpiredOnceAsync();
    }

    [StoreFact]
    public async Task A_deadline_that_two_activations_pass_at_once_is_passed_once()
    {
        await LicenseAsync();
        Router.Move(Doctor, B, heardBy: B);
        (await DoctorAt(B).View()).Code.ShouldBeNull();
        Advance(Valid);
        var held = A.Store.Hold(Doctor);
        var atA = DoctorAt(A).Wake();
        await held.Reached;
        await DoctorAt(B).Wake().Limited();

        held.Release();

        await atA.Limited();
        await ShouldHaveExpiredOnceAsync();
    }

    [StoreFact]
    public async Task What_a_dead_node_had_still_to_tell_others_another_node_tells()
    {
        var untold = Router.Drop(Parcels.Command(AccountFeed));
        await AcceptAsync(A, Register("register"));
        await untold.Reached;
        A.Kill();
        (await EventsAsync(AccountFeed)).ShouldBeEmpty();

        Router.Move(AccountFeed, C);
        await TakeOverAtBAsync();

        (await EventsAsync(AccountFeed)).ShouldHaveSingleItem().Envelope.Command.Value.ShouldBe("patient/p-1:1:0");
    }

    [StoreFact]
    public async Task What_a_dead_node_had_told_and_not_noted_is_told_again_without_a_second_effect()
    {
        Router.Move(AccountFeed, C);
        var unnoted = Router.Drop(Parcels.AnswerOf(AccountFeed));
        await AcceptAsync(A, Register("register"));
        await unnoted.Reached;
        A.Kill();
        var again = Router.See(Parcels.Command(AccountFeed));

        await TakeOverAtBAsync();

        await again.Reached;
        (await EventsAsync(AccountFeed)).Length.ShouldBe(1);
    }

    /// <summary>The patient lives at B, which sweeps.</summary>
    private async Task TakeOverAtBAsync()
    {
        Router.Move(Feed, B);
        await B.SweepAsync();
        Advance(ReactionGrace);
        await WhenReactedAsync(B, 1);
    }

    private Task<ImmutableArray<FeedId>> ClaimAsync(Node node) =>
        node.Store.ClaimDueAsync(Timers.GetUtcNow(), Sweeper.Lease, 10, None);

    private static IDoctorGrain DoctorAt(Node node) => node.Grains.GetGrain<IDoctorGrain>(Doctor.Key);

    private static Task<Append> WhenExpiredAsync(Node node) => node.Store.WhenCommitted(
        append => append.Feed == Doctor && append.Events.Any(e => e.Envelope.Type == Expired));

    private async Task ShouldHaveExpiredOnceAsync()
    {
        (await EventsAsync(Doctor)).Count(e => e.Envelope.Type == Expired).ShouldBe(1);
        await VerifyAsync();
    }

    /// <summary>A doctor at A whose licence ends in a minute.</summary>
    private async Task LicenseAsync()
    {
        var self = new Caller { Account = new("a-d"), Role = Role.Doctor, AuthenticatedAt = Timers.GetUtcNow() };
        var staff = new Caller { Account = new("op-1"), Role = Role.Operator };
        await Practice.AcceptAsync(DoctorAt(A), new(new("register"), self, new RegisterDoctor
        {
            Name = "Wang", Title = "Chief", Department = "Skin", Hospital = "First",
        }));
        await Practice.AcceptAsync(DoctorAt(A), new(new("verify"), staff, new VerifyLicence("L-1", Timers.GetUtcNow() + Valid)));
    }
}
