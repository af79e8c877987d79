using Consult.Api.Access;
using Consult.Cluster.Tests.Wires;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>Readers at other nodes than where things happen: they resume anywhere, and are let in nowhere too long.</summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class OtherNodeTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    private const string Carer = "a-carer";
    private static readonly FeedId Consultation = Practice.ConsultationFeed;

    [StoreFact]
    public async Task A_reader_resumes_at_another_node_from_its_position()
    {
        await RegisterAsync();
        var first = await ReadAsync(B);
        await AcceptAsync(A, Note("seen"));
        await first.ReachAsync(2);
        await first.LeaveAsync();
        await AcceptAsync(A, Note("missed"));

        var second = await ReadAsync(C, first.Position);

        await AcceptAsync(A, Note("live"));
        await second.ReachAsync(4);
        second.Events.ShouldBe([(3, "missed"), (4, "live")]);
    }

    [StoreFact]
    public async Task A_revoked_reader_is_refused_at_a_node_that_knew_nothing_of_it()
    {
        await RegisterAsync();
        await AcceptAsync(A, Relate("grant", Carer));
        var reader = await ReadAsync(B, account: Carer);
        await reader.ReachAsync(2);
        await RevokeAsync();

        (await Open(C, Carer).SubscribeAsync(Feed, reader.Position)).ShouldBe(Codes.Forbidden);
    }

    [StoreFact]
    public async Task A_revoked_reader_is_refused_at_a_node_that_had_let_it_in_after_two_seconds()
    {
        await RegisterAsync();
        await AcceptAsync(A, Relate("grant", Carer));
        await (await ReadAsync(C, account: Carer)).LeaveAsync();
        await RevokeAsync();

        Advance(AccessGate.Memory);

        (await Open(C, Carer).SubscribeAsync(Feed)).ShouldBe(Codes.Forbidden);
    }

    [StoreFact]
    public async Task A_revocation_ends_a_subscription_at_another_node_before_anything_that_follows()
    {
        await RegisterAsync();
        await AcceptAsync(A, Relate("grant", Carer));
        var (reader, other) = (await ReadAsync(B, account: Carer), await ReadAsync(B));
        await reader.ReachAsync(2);
        // Both come in one frame, behind one that is on its way; a reader who still caught up need not have had that one.
        var held = Router.Hold(Parcels.Notice(to: B));
        await AcceptAsync(A, Note("before"));
        await held.Reached;
        var revoked = await RevokeAsync();
        await AcceptAsync(A, Note("after"));

        held.Release();

        (await reader.StopAsync()).ShouldBe(Codes.Forbidden);
        reader.Events.ShouldAllBe(shown => shown.Seq < revoked.Seq);
        await ShouldHaveSeenAllAsync(other);
    }

    [StoreFact]
    public async Task A_revocation_whose_notice_is_lost_ends_a_subscription_before_what_was_missed_is_made_good()
    {
        await RegisterAsync();
        await AcceptAsync(A, Relate("grant", Carer));
        var (reader, other) = (await ReadAsync(B, account: Carer), await ReadAsync(B));
        await reader.ReachAsync(2);
        var lost = Router.Drop(Parcels.Notice(to: B));
        await RevokeAsync();
        await lost.Reached;
        await AcceptAsync(A, Note("after"));

        await B.RenewAsync().Limited();

        (await reader.StopAsync()).ShouldBe(Codes.Forbidden);
        reader.Events.ShouldBe([(1, "register"), (2, "grant")]);
        await ShouldHaveSeenAllAsync(other);
    }

    [StoreFact]
    public async Task Who_no_longer_acts_for_a_patient_hears_nothing_of_the_patients_consultation_at_another_node()
    {
        await RegisterAsync();
        await ConsultAsync();
        await AcceptAsync(A, Relate("grant", Carer));
        var reader = await ReadAsync(B, account: Carer, feed: Consultation);
        await reader.ReachAsync((await EventsAsync(Consultation)).Length);
        await SayAsync("before");
        var before = await SeqOfAsync("before");
        await reader.ReachAsync(before);
        // Decided in the patient's feed, which nobody watches at B.
        await RevokeAsync();

        Advance(2 * AccessGate.Memory);
        await SayAsync("after");

        (await reader.StopAsync()).ShouldBe(Codes.Forbidden);
        reader.Position.Seq.ShouldBe(before);
    }

    private Task<Position> RevokeAsync() => AcceptAsync(A, new(new("revoke"), Self, new EndRelation(new(Carer))));

    private Task SayAsync(string id) => Practice.AcceptAsync(
        A.Grains.GetGrain<IConsultationGrain>(Consultation.Key), new(new(id), Self, new PostMessage(id)));

    private async Task<long> SeqOfAsync(string id) =>
        (await EventsAsync(Consultation)).Single(e => e.Envelope.Command.Value == id).Envelope.Seq;

    /// <summary>Leads from a registered patient to a consultation that a doctor has accepted.</summary>
    private async Task ConsultAsync()
    {
        var doctor = A.Grains.GetGrain<IDoctorGrain>(Practice.DoctorFeed.Key);
        var self = new Caller { Account = new("a-d"), Role = Role.Doctor, AuthenticatedAt = Timers.GetUtcNow() };
        var staff = new Caller { Account = new("op-1"), Role = Role.Operator };
        await Practice.AcceptAsync(doctor, new(new("register"), self, new RegisterDoctor
        {
            Name = "Wang", Title = "Chief", Department = "Skin", Hospital = "First",
        }));
        await Practice.AcceptAsync(doctor, new(new("verify"), staff, new VerifyLicence("L-1", Timers.GetUtcNow().AddYears(1))));
        await Practice.AcceptAsync(doctor, new(new("offer"), self, new Offer(ConsultationKind.Directed, 1_000)));
        await AcceptAsync(A, new(new("verify"), staff, new VerifyRealName("police-database")));
        await AcceptAsync(A, new(new("consent"), Self, new GrantConsent
        {
            Purpose = ConsentPurpose.HealthData, TextVersion = "1", Channel = "web",
        }));
        var consultation = A.Grains.GetGrain<IConsultationGrain>(Consultation.Key);
        (await consultation.Request(new(new("request"), Self, new RequestConsultation
        {
            Patient = KernelHost.Patient, Doctor = new(Practice.DoctorFeed.Key), Kind = ConsultationKind.Directed, Complaint = "it itches",
        })).Limited()).Code.ShouldBeNull();
        await A.Store.WhenCommitted(append =>
            append.Feed == Consultation && append.Events.Any(e => e.Envelope.Type == "consultation.waiting"));
        (await doctor.Accept(new(new("accept"), self, new AcceptConsultation(new(Consultation.Key)))).Limited()).Code.ShouldBeNull();
        await A.Store.WhenCommitted(append => append.Feed == Consultation && append.Reacted >= 3);
    }
}
