using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>The microphone: asked for, accepted, consented to, timed; and the ends of a livestream.</summary>
public sealed class MicTests
{
    private static readonly ConsentMic Consent = new("2030-01", "web");

    [Fact]
    public void Nobody_is_on_the_microphone_who_did_not_consent_to_it()
    {
        var actor = Studio.Live();
        actor.Send(Studio.Ann, Consent).ShouldBe(Codes.LivestreamMicAbsent);
        var request = Request(actor);
        actor.Send(Studio.Ann, Consent).ShouldBe(Codes.LivestreamMicAbsent);
        actor.Do(People.Li, new AcceptMic(request));
        actor.State.OnMic!.OpenSince.ShouldBeNull();
        actor.Send(Studio.Ben, Consent).ShouldBe(Codes.LivestreamMicAbsent);
        actor.Send(Studio.Ann, new ConsentMic("", "web")).ShouldBe(Codes.Invalid);

        actor.Do(Studio.Ann, Consent);

        // The consent is the event: by whom and when stand in its envelope.
        var opened = actor.Events[^1];
        opened.Body.ShouldBe(new MicOpened(request, actor.Now + TimeSpan.FromMinutes(5), "2030-01", "web"));
        (opened.Envelope.By.Account, opened.Envelope.At).ShouldBe((Studio.Ann.Account, actor.Now));
    }

    [Fact]
    public void Without_consent_in_time_the_microphone_is_free_for_the_next()
    {
        var actor = Studio.Live();
        var (first, second) = (Request(actor), Request(actor, Studio.Ben));
        actor.Do(People.Li, new AcceptMic(first));
        actor.Send(Studio.CoHost, new AcceptMic(second)).ShouldBe(Codes.LivestreamMicBusy);

        actor.Wait(TimeSpan.FromSeconds(60));

        actor.Last.ShouldBe(new MicEnded(first, MicEnd.NoConsent, 0));
        actor.Send(Studio.CoHost, new AcceptMic(second)).ShouldBeNull();
    }

    [Fact]
    public void Speaking_ends_by_itself_when_the_time_is_up()
    {
        var (actor, request) = OnAir();
        actor.Wait(TimeSpan.FromMinutes(5));
        actor.Last.ShouldBe(new MicEnded(request, MicEnd.TimeUp, 300));
        actor.State.OnMic.ShouldBeNull();
    }

    [Fact]
    public void Speaking_ends_when_the_connection_is_lost()
    {
        var (actor, request) = OnAir();
        actor.Wait(TimeSpan.FromSeconds(90)).Do(Caller.System, new NoteMicLost(request));
        actor.Last.ShouldBe(new MicEnded(request, MicEnd.Lost, 90));
        var count = actor.Events.Count;
        actor.Do(Caller.System, new NoteMicLost(request));
        actor.Events.Count.ShouldBe(count);
    }

    [Fact]
    public void Who_speaks_leaves_and_who_moderates_ends_it_and_nobody_else()
    {
        var (actor, request) = OnAir();
        actor.Send(Studio.Ben, new EndMic(request)).ShouldBe(Codes.LivestreamMicAbsent);
        actor.Do(Studio.Ann, new EndMic(request));
        actor.Last.ShouldBe(new MicEnded(request, MicEnd.Speaker, 0));
        (actor, request) = OnAir();
        actor.Do(Studio.Moderator, new EndMic(request));
        actor.Last.ShouldBe(new MicEnded(request, MicEnd.Staff, 0));
    }

    [Fact]
    public void A_ban_takes_the_microphone_away()
    {
        var (actor, request) = OnAir();
        actor.Do(Studio.Moderator, new BanViewer(Studio.Ann.Account, "辱骂"));
        actor.Last.ShouldBe(new MicEnded(request, MicEnd.Staff, 0));
        actor.State.Mic.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_request_that_was_not_accepted_the_viewers_hear_nothing()
    {
        var actor = Studio.Live();
        var request = Request(actor);
        actor.Do(Studio.Ann, new EndMic(request));
        actor.SeenBy(Studio.Ben).ShouldNotContain(body => body is MicRequested || body is MicEnded);
    }

    [Fact]
    public void As_many_ask_for_it_as_can_be_kept_and_asking_twice_is_asking_once()
    {
        var actor = Studio.Live(new() { MaxMicRequests = 1 });
        Request(actor);
        actor.Do(Studio.Ann, new RequestMic());
        actor.State.Mic.Length.ShouldBe(1);
        actor.Send(Studio.Ben, new RequestMic()).ShouldBe(Codes.LivestreamMicFull);
    }

    [Fact]
    public void The_end_of_the_livestream_ends_everything()
    {
        var (actor, request) = OnAir();
        actor.Do(People.Li, new EndLivestream());
        actor.Events[^2].Body.ShouldBe(new MicEnded(request, MicEnd.Over, 0));
        actor.State.Mic.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_never_begun_and_what_never_ends_ends_by_itself()
    {
        var scheduled = Studio.Scheduled().Wait(TimeSpan.FromHours(7));
        (scheduled.State.Cause, scheduled.State.EndedAt).ShouldBe((LivestreamEnd.NotStarted, People.Start.AddHours(7)));
        var live = Studio.Live().Wait(TimeSpan.FromHours(6));
        (live.State.Cause, live.State.EndedAt).ShouldBe((LivestreamEnd.TimeUp, People.Start.AddHours(6)));
    }

    [Fact]
    public void A_microphone_that_is_open_when_the_time_of_the_livestream_is_up_ends_with_it()
    {
        var actor = Studio.Live().Wait(TimeSpan.FromHours(6) - TimeSpan.FromMinutes(1));
        var request = Request(actor);
        actor.Do(People.Li, new AcceptMic(request)).Do(Studio.Ann, Consent).Wait(TimeSpan.FromMinutes(1));
        actor.Events[^2].Body.ShouldBe(new MicEnded(request, MicEnd.Over, 60));
        actor.State.Status.ShouldBe(LivestreamStatus.Ended);
    }

    [Fact]
    public void Answers_and_moments_are_marks_of_the_replay()
    {
        var actor = Studio.Live();
        var question = actor.Ask();
        actor.Wait(TimeSpan.FromMinutes(3)).Do(People.Li, new BeginAnswer(question));
        actor.Wait(TimeSpan.FromMinutes(2)).Do(Studio.Moderator, new MarkMoment("重点"));

        var view = Livestream.ViewOf(actor.State, 0, actor.State.Figures)!;
        view.Marks.Select(mark => (mark.Seconds, mark.Question, mark.Label?.Value)).ShouldBe([(180, question, null), (300, null, "重点")]);
    }

    [Fact]
    public void Figures_only_grow_and_are_final_at_the_end()
    {
        var actor = Studio.Live().Do(Caller.System, new NoteFigures(new(10, 20, 30))).Do(Caller.System, new NoteFigures(new(5, 25, 10)));
        actor.State.Figures.ShouldBe(new(10, 25, 30));
        actor.Do(People.Li, new EndLivestream());
        actor.Last.ShouldBe(new LivestreamEnded(LivestreamEnd.Host, new(10, 25, 30)));
    }

    [Fact]
    public void Lists_show_the_next_one_first_and_then_the_latest()
    {
        var (soon, late) = (Studio.Scheduled(), Studio.New().Do(People.Li, Studio.Opening with { Wish = Studio.Wish with { StartsAt = People.Start.AddDays(2) } }));
        soon.Entry!.Rank.ShouldBeGreaterThan(late.Entry!.Rank);
        soon.Entry.Terms.ShouldBe(["doctor:d-1", "department:呼吸内科", "status:Scheduled"]);
        Studio.Live().Entry!.Rank.ShouldBe(People.Start.ToUnixTimeMilliseconds());
        Studio.Ended().Entry!.Terms.ShouldContain("status:Ended");
    }

    [Theory]
    [InlineData("", "", 1, Codes.Invalid)]
    [InlineData("题", null, 1, Codes.Invalid)]
    [InlineData("题", "", 0, Codes.Invalid)]
    [InlineData("题", "", 91 * 24, Codes.Invalid)]
    [InlineData("题", "", 1, null)]
    public void A_livestream_is_announced_with_a_title_and_a_time_to_come(string title, string? introduction, int hours, string? code) =>
        Studio.New().Send(People.Li, Studio.Opening with
        {
            Wish = Studio.Wish with { Title = title, Introduction = introduction!, StartsAt = People.Start.AddHours(hours) },
        }).ShouldBe(code);

    [Fact]
    public void Who_hosts_is_a_doctor_with_a_licence_under_an_own_sign_in()
    {
        Studio.New().Send(People.Li, Studio.Opening with { Facts = Studio.Li with { IsLicensed = false } }).ShouldBe(Codes.LicenceUnverified);
        Studio.New().Send(People.OtherDoctor, Studio.Opening).ShouldBe(Codes.Forbidden);
        Studio.New().Send(People.Li with { Role = Role.Patient }, Studio.Opening).ShouldBe(Codes.Forbidden);
    }

    private static long Request(Actor<LivestreamState> actor, Caller? by = null)
    {
        actor.Do(by ?? Studio.Ann, new RequestMic());
        return actor.Events.Count;
    }

    private static (Actor<LivestreamState> Actor, long Request) OnAir()
    {
        var actor = Studio.Live();
        var request = Request(actor);
        return (actor.Do(People.Li, new AcceptMic(request)).Do(Studio.Ann, Consent), request);
    }
}
