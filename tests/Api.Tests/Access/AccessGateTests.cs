using System.Collections.Immutable;
using Consult.Api.Access;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.Access;

/// <summary>The gate over a real store: what commits decide, and how long it is believed.</summary>
public sealed class AccessGateTests : IAsyncLifetime
{
    private static readonly FeedId Consultation = new(FeedKinds.Consultation, "c-1");
    private static readonly FeedId Patient = new(FeedKinds.Patient, "p-1");
    private readonly VirtualClock _clock = new();
    private TestServer _server = null!;
    private AccessGate _gate = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(_clock);
        _gate = _server.Services.GetRequiredService<AccessGate>();
        await GrantAsync(Patient, new AccessChange("account/a-mother", Role.Patient, Relation.Guardian));
        await GrantAsync(Consultation, new("patient/p-1", Role.Patient), new("account/a-wang", Role.Doctor));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Who_acts_for_the_patient_reaches_the_patients_consultation()
    {
        var access = await FindAsync("a-mother", Role.Patient);
        access.ShouldBe(new FeedAccess(Role.Patient, new PatientId("p-1"), Relation.Guardian));
    }

    [Fact]
    public async Task The_doctor_reaches_it_as_a_doctor_and_for_nobody() =>
        (await FindAsync("a-wang", Role.Doctor)).ShouldBe(new FeedAccess(Role.Doctor, null, null));

    [Theory]
    [InlineData("a-stranger", Role.Patient)]
    [InlineData("a-wang", Role.Patient)]
    [InlineData("a-wang", Role.Operator)]
    [InlineData("a-mother", Role.Doctor)]
    public async Task Nobody_else_and_nobody_in_another_role_reaches_it(string account, Role role) =>
        (await FindAsync(account, role)).ShouldBeNull();

    [Fact]
    public async Task What_is_granted_to_a_role_is_granted_to_everybody_in_it_and_to_nobody_in_another()
    {
        (await FindAsync("a-op", Role.Operator)).ShouldBeNull();
        await GrantAsync(Consultation, new AccessChange("role/operator", Role.Operator));
        (await FindAsync("a-op", Role.Operator)).ShouldBe(new FeedAccess(Role.Operator, null, null));
        (await FindAsync("a-other", Role.Operator)).ShouldNotBeNull();
        (await FindAsync("a-op", Role.Doctor)).ShouldBeNull();
        await GrantAsync(Consultation, new AccessChange("role/operator", Role: null));
        (await FindAsync("a-op", Role.Operator)).ShouldBeNull();
    }

    [Fact]
    public async Task Everybody_of_a_sign_in_can_be_let_in_as_a_viewer_and_nothing_more()
    {
        await GrantAsync(Consultation, new AccessChange("role/doctor", Role.Viewer));
        (await FindAsync("a-zhao", Role.Doctor)).ShouldBe(new FeedAccess(Role.Viewer, null, null));
        (await FindAsync("a-wang", Role.Doctor)).ShouldBe(new FeedAccess(Role.Doctor, null, null));
        (await FindAsync("a-zhao", Role.Pharmacist)).ShouldBeNull();
        // The doctor's own row is of a doctor's sign-in; in another there is only what all have.
        await GrantAsync(Consultation, new AccessChange("role/patient", Role.Viewer));
        (await FindAsync("a-wang", Role.Patient)).ShouldBe(new FeedAccess(Role.Viewer, null, null));
    }

    [Theory]
    [InlineData(Role.Patient)]
    [InlineData(Role.Doctor)]
    public async Task Who_is_barred_has_nothing_of_what_their_sign_in_gives_until_the_bar_is_gone(Role role)
    {
        await GrantAsync(Consultation, new("role/patient", Role.Viewer), new("role/doctor", Role.Viewer));
        (await FindAsync("a-bad", role)).ShouldNotBeNull();
        await GrantAsync(Consultation, new AccessChange("account/a-bad", Role.Barred));
        (await FindAsync("a-bad", role)).ShouldBeNull();
        (await FindAsync("a-good", role)).ShouldNotBeNull();
        await GrantAsync(Consultation, new AccessChange("account/a-bad", Role: null));
        (await FindAsync("a-bad", role)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_revocation_counts_as_soon_as_it_is_committed()
    {
        (await FindAsync("a-mother", Role.Patient)).ShouldNotBeNull();
        await GrantAsync(Patient, new AccessChange("account/a-mother", Role: null));
        (await FindAsync("a-mother", Role.Patient)).ShouldBeNull();
    }

    [Fact]
    public async Task A_revocation_by_another_process_counts_after_two_seconds_at_the_latest()
    {
        (await FindAsync("a-mother", Role.Patient)).ShouldNotBeNull();
        RevokeElsewhere("account/a-mother");
        (await FindAsync("a-mother", Role.Patient)).ShouldNotBeNull("it is remembered");
        _clock.Advance(AccessGate.Memory);
        (await FindAsync("a-mother", Role.Patient)).ShouldBeNull();
    }

    [Fact]
    public async Task A_revocation_by_another_process_counts_at_once_after_the_feed_was_dropped()
    {
        (await FindAsync("a-mother", Role.Patient)).ShouldNotBeNull();
        RevokeElsewhere("account/a-mother");
        _gate.Drop(new(Patient, default));
        (await FindAsync("a-mother", Role.Patient)).ShouldBeNull();
    }

    [Fact]
    public async Task A_revocation_of_one_leaves_the_memory_of_others_as_it_was()
    {
        await GrantAsync(Consultation, new("account/a-li", Role.Doctor), new("account/a-wang", Role.Doctor));
        (await FindAsync("a-wang", Role.Doctor)).ShouldNotBeNull();
        (await FindAsync("a-li", Role.Doctor)).ShouldNotBeNull();
        RevokeElsewhere("account/a-wang", Consultation);
        RevokeElsewhere("account/a-li", Consultation);
        _gate.Drop(new(Consultation, ["account/a-li"]));
        (await FindAsync("a-li", Role.Doctor)).ShouldBeNull();
        (await FindAsync("a-wang", Role.Doctor)).ShouldNotBeNull("what is told of somebody else costs it nothing");
    }

    [Fact]
    public async Task Who_may_enter_a_group_may_read_its_threads_and_those_of_no_other()
    {
        await GrantAsync(new(FeedKinds.Group, "g-1"), new("patient/p-1", Role.Patient), new("account/a-wang", Role.Doctor));
        var (own, other) = (new FeedId(FeedKinds.Thread, "g-1.t-1"), new FeedId(FeedKinds.Thread, "g-2.t-1"));
        (await _gate.FindAsync(own, Who("a-mother", Role.Patient), CancellationToken.None))
            .ShouldBe(new FeedAccess(Role.Patient, new PatientId("p-1"), Relation.Guardian));
        (await _gate.FindAsync(other, Who("a-mother", Role.Patient), CancellationToken.None)).ShouldBeNull();
        await GrantAsync(new(FeedKinds.Group, "g-1"), new AccessChange("patient/p-1", Role: null));
        (await _gate.FindAsync(own, Who("a-mother", Role.Patient), CancellationToken.None)).ShouldBeNull();
        (await _gate.FindAsync(own, Who("a-wang", Role.Doctor), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_granted_counts_at_once()
    {
        (await FindAsync("a-father", Role.Patient)).ShouldBeNull();
        await GrantAsync(Patient, new AccessChange("account/a-father", Role.Patient, Relation.Carer));
        (await FindAsync("a-father", Role.Patient))!.Relation.ShouldBe(Relation.Carer);
    }

    [Fact]
    public async Task An_account_reads_its_own_feed_in_every_role_it_signs_in()
    {
        using var patient = await Person.SignInAsync(_server, "a-both", "patient");
        using var doctor = await Person.SignInAsync(_server, "a-both", "doctor");
        var own = new FeedId(FeedKinds.Account, "a-both");
        foreach (var role in new[] { Role.Patient, Role.Doctor })
            (await _gate.FindAsync(own, Who("a-both", role), CancellationToken.None))!.Role.ShouldBe(role);
        (await _gate.FindAsync(own, Who("a-other", Role.Patient), CancellationToken.None)).ShouldBeNull();
    }

    private ValueTask<FeedAccess?> FindAsync(string account, Role role) =>
        _gate.FindAsync(Consultation, Who(account, role), CancellationToken.None);

    private SignedIn Who(string account, Role role) => new(new(account), role, null, _clock.GetUtcNow().AddHours(1));

    private async Task GrantAsync(FeedId feed, params ImmutableArray<AccessChange> access)
    {
        var store = _server.Services.GetRequiredService<IFeedStore>();
        var head = await store.ReadHeadAsync(feed, CancellationToken.None);
        var outcome = await store.AppendAsync(new()
        {
            Feed = feed, Expected = head?.Position ?? Position.Start, WakeAt = null, Reacted = 0, Access = access,
        });
        outcome.ShouldBe(AppendOutcome.Committed);
    }

    private void RevokeElsewhere(string grantee, FeedId? feed = null)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_server.Data, "consult.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM access WHERE feed = $feed AND grantee = $grantee";
        command.Parameters.AddWithValue("$feed", (feed ?? Patient).Value);
        command.Parameters.AddWithValue("$grantee", grantee);
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
