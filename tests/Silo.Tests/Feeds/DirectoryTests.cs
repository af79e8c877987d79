using Consult.Featured;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Consult.Memberships;
using Consult.Patients;
using Consult.Threads;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>What the directory shows of an actor that comes and goes: a featured answer, from the question to its withdrawal.</summary>
public abstract class DirectoryTests(StoreFixture store) : KernelTests(store)
{
    private static readonly GroupId Group = new("g-1");
    private static readonly ThreadId Thread = new("g-1.t-1");
    private static readonly FeaturedId Answer = FeaturedId.Of(Thread, 3);
    private static readonly Caller Doctor = new() { Account = new("a-d"), Role = Role.Doctor };

    [StoreFact]
    public async Task What_is_withdrawn_is_found_no_more_from_that_commit_on_also_after_a_restart()
    {
        await using var host = await StartWithPatientAsync();
        await ProposeAsync(host);
        (await FindAsync(host, "g:咳嗽")).ShouldBeEmpty();
        await DoAsync(Actor(host), Self with { Relation = Relation.Self }, new ConsentToFeature("1", "web"));
        (await FindAsync(host, "g:咳嗽", "g:温水")).ShouldHaveSingleItem().Feed.ShouldBe(Answer.Feed);
        (await FindAsync(host)).ShouldHaveSingleItem().Data.ShouldContain("夜里咳嗽");

        await host.RestartAsync();
        await DoAsync(Actor(host), Self, new WithdrawFeature());
        (await FindAsync(host, "g:咳嗽")).ShouldBeEmpty();
        (await FindAsync(host)).ShouldBeEmpty();
        await host.VerifyAsync();
    }

    private static async Task ProposeAsync(KernelHost host)
    {
        await new Practice(host).LicenseAsync(host.Clock.GetUtcNow().AddYears(1));
        await DoAsync(host.PatientGrain, Self, new GrantConsent { Purpose = ConsentPurpose.Publishing, TextVersion = "1", Channel = "web" });
        await DoAsync(host.Grains.GetGrain<IGroupGrain>(Group.Value), Doctor, new CreateGroup
        {
            Doctor = new(Practice.DoctorFeed.Key), Name = "咳嗽之家", Description = "慢性咳嗽", Mode = JoinMode.Open,
        });
        var membership = host.Grains.GetGrain<IMembershipGrain>(MembershipId.Of(Group, Patient).Value);
        await DoAsync(membership, Self, new JoinGroup { Group = Group, Patient = Patient, Nickname = "晨光" });
        await DoAsync(membership, Self, new AskQuestion(Thread, "夜里咳嗽"));
        await host.Store.WhenCommitted(append => append.Feed == Thread.Feed);
        await DoAsync(host.Grains.GetGrain<IThreadGrain>(Thread.Value), Doctor, new GiveAnswer("睡前喝温水"));
        await DoAsync(Actor(host), Doctor, new ProposeFeature(Thread, 3));
    }

    private static IFeaturedGrain Actor(KernelHost host) => host.Grains.GetGrain<IFeaturedGrain>(Answer.Value);

    private static async Task DoAsync(IFeedGrain actor, Caller by, Command command) =>
        (await actor.Execute(new(new(Guid.NewGuid().ToString("N")), by, command))).Code.ShouldBeNull(command.GetType().Name);

    private static async Task<Entry[]> FindAsync(KernelHost host, params string[] terms) =>
        [.. await host.Store.SearchAsync(new(FeedKinds.Answer, [.. terms], 10), None)];
}
