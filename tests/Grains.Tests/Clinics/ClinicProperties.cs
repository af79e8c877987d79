using Consult.Feeds;
using FsCheck;
using FsCheck.Fluent;
using static Consult.Clinics.Fair;

namespace Consult.Clinics;

/// <summary>Whatever is done in a clinic and in whatever order, these stay true after every step.</summary>
public sealed class ClinicProperties
{
    private const int Places = 3;
    private const int Reserve = 2;

    /// <summary>What can happen.</summary>
    public enum Act
    {
        Take, TakeOrReserve, GiveBack, Enter, EnterAgain, Claim, ClaimNamed, Release, Accepted, Ended, Pause, Cancel,
    }

    [Fact]
    public void Places_are_never_exceeded_everybody_is_answered_and_the_reserve_list_moves_in_order() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120),
            Prop.ForAll(Histories(), steps => { Run(steps); }));

    [Fact]
    public void The_histories_fill_the_clinic_promote_and_use_places()
    {
        var types = new HashSet<string>();
        foreach (var steps in Histories().Generator.Sample(300, new Rnd(1), 120))
            types.UnionWith(Run(steps).Events.Select(e => e.Envelope.Type));
        types.ShouldBe(
            EventCatalogue.All.Keys.Where(name => name.StartsWith("place.", StringComparison.Ordinal)
                || name is "clinic.announced" or "clinic.host.invited" or "clinic.host.joined" or "clinic.ended" or "clinic.cancelled"),
            ignoreOrder: true);
    }

    private static Arbitrary<(Act Act, int Who)[]> Histories()
    {
        var step =
            from act in Gen.Frequency(
                (6, Gen.Constant(Act.TakeOrReserve)), (4, Gen.Constant(Act.Enter)), (3, Gen.Constant(Act.Claim)),
                (60, Gen.Elements(Enum.GetValues<Act>().Except([Act.Cancel]).ToArray())), (1, Gen.Constant(Act.Cancel)))
            from who in Gen.Choose(1, 9)
            select (act, who);
        return Arb.From(step.ArrayOf());
    }

    private static Actor<ClinicState> Run((Act Act, int Who)[] steps)
    {
        var actor = Running(Places, Reserve).Host(2).Host(3);
        foreach (var (act, who) in steps)
        {
            var before = actor.State;
            var known = actor.Events.Count;
            Do(actor, act, who);
            Hold(actor.State);
            InOrder(before, [.. actor.Events.Skip(known).Select(e => e.Body)]);
        }
        Actor<ClinicState>.Json(actor.Replayed()).ShouldBe(Actor<ClinicState>.Json(actor.State));
        return actor;
    }

    private static void Hold(ClinicState state)
    {
        var all = state.Roster.All.ToArray();
        state.Roster.Taken.ShouldBeLessThanOrEqualTo(Places);
        state.Roster.InReserve.ShouldBeLessThanOrEqualTo(Reserve);
        state.Roster.Taken.ShouldBe(all.Count(seat => !seat.IsInReserve));
        all.Select(seat => seat.Patient).ShouldBeUnique();
        all.Where(seat => seat.Use is not null).Select(seat => seat.Use!.Consultation).ShouldBeUnique();
        all.Any(seat => seat is { IsInReserve: true, Use: not null }).ShouldBeFalse("a place to come is used");
        if (state is { Reason: null, HasEnded: false } && state.Roster.InReserve > 0)
            state.Roster.Taken.ShouldBe(Places, "somebody waits while a place is free");
        var waiting = all.Where(seat => seat.OpenSince is not null).OrderBy(seat => seat.OpenSince).ThenBy(seat => seat.Place);
        state.Roster.Open.ShouldBe(waiting);
        state.Roster.NextLapse.ShouldBe(all.Min(seat => seat.Use?.Claim?.Until));
        all.Where(seat => seat.IsInReserve).Select(state.Roster.LineOf).ShouldBe(Enumerable.Range(1, state.Roster.InReserve).Select(n => (int?)n));
    }

    private static void InOrder(ClinicState before, EventBody[] happened)
    {
        foreach (var promoted in happened.OfType<PlacePromoted>())
            promoted.Place.ShouldBe(before.Roster.All.Where(seat => seat.IsInReserve).Min(seat => seat.Place), "the next in line is promoted");
        happened.OfType<PlacePromoted>().Count().ShouldBeLessThanOrEqualTo(1);
    }

    private static void Do(Actor<ClinicState> actor, Act act, int who)
    {
        if (act is Act.Pause)
        {
            actor.Wait(TimeSpan.FromMinutes(who * who));
            return;
        }
        var doctor = (who % 3) + 1;
        var consultation = actor.State.Roster.Find(P(who))?.Use?.Consultation ?? C(who);
        var (by, command) = act switch
        {
            Act.Take => (Side(who), Try(who, orReserve: false)),
            Act.TakeOrReserve => (Side(who), Try(who)),
            Act.GiveBack => (Side(who), (Command)new GivePlaceBack(P(who))),
            // A consultation of its own for each use.
            Act.Enter => (Caller.System, Enter(actor, who, 100 + actor.Events.Count)),
            Act.EnterAgain => (Caller.System, Enter(actor, who) with { Consultation = consultation }),
            Act.Claim => (Doctor(doctor), new ClaimAtClinic(D(doctor), null)),
            Act.ClaimNamed => (Doctor(doctor), new ClaimAtClinic(D(doctor), consultation)),
            Act.Release => (Doctor(doctor), new ReleaseAtClinic(D(doctor), consultation)),
            Act.Accepted => (Caller.System, new LeaveClinic(consultation) { TakenBy = D(doctor) }),
            Act.Ended => (Caller.System, new LeaveClinic(consultation)),
            _ => (Doctor(1), new CancelClinic("台风")),
        };
        var code = actor.Send(by, command);
        (code is null || Codes.Info(code).Status == 409).ShouldBeTrue($"{act} {code}");
    }
}
