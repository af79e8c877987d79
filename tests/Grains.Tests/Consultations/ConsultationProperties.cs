using Consult.Feeds;
using FsCheck;
using FsCheck.Fluent;

namespace Consult.Consultations;

/// <summary>Whatever is done in a consultation and in whatever order, these stay true after every step.</summary>
public sealed class ConsultationProperties
{
    private static readonly string[] AfterTheEnd =
    [
        "consultation.rated", "consultation.read", "consultation.settled",
        "refund.requested", "refund.approved", "refund.declined",
    ];

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(16), TimeSpan.FromHours(25), TimeSpan.FromHours(49), TimeSpan.FromHours(73)];

    /// <summary>What can happen.</summary>
    public enum Act
    {
        Paid, NotPaid, PackPaid, PackNotPaid, Queued, NotQueued, Accept, Decline, Cancel, Ask, Reply, Grant, Buy, Complete,
        Terminate, Transfer, Refund, Decide, Claim, Rate, Read, Propose, Opinion, Pause,
    }

    [Fact]
    public void Money_adds_up_quotas_hold_one_doctor_has_it_and_nothing_follows_the_end() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(80),
            Prop.ForAll(Histories(), steps => Run(steps)));

    [Fact]
    public void The_histories_reach_every_state()
    {
        var reached = new HashSet<ConsultationStatus>();
        foreach (var steps in Histories().Generator.Sample(600, new Rnd(1), 80)) reached.UnionWith(Run(steps));
        reached.Order().ShouldBe(Enum.GetValues<ConsultationStatus>());
    }

    private static Arbitrary<(Act Act, int Choice)[]> Histories()
    {
        var step =
            from act in Gen.Frequency(
                (2, Gen.Constant(Act.Paid)), (2, Gen.Constant(Act.Queued)), (3, Gen.Constant(Act.Accept)), (3, Gen.Constant(Act.Reply)),
                (3, Gen.Constant(Act.Ask)), (30, Gen.Elements(Enum.GetValues<Act>())))
            from choice in Gen.Choose(0, 4)
            select (act, choice);
        return Arb.From(step.ArrayOf());
    }

    private static HashSet<ConsultationStatus> Run((Act Act, int Choice)[] steps)
    {
        var actor = Visit.Unpaid(new() { Directed = new ConsultationOptions().Directed with { Rounds = 2 } });
        var reached = new HashSet<ConsultationStatus> { actor.State.Status };
        foreach (var (act, choice) in steps)
        {
            var before = actor.State;
            var known = actor.Events.Count;
            Do(actor, act, choice);
            reached.Add(actor.State.Status);
            CheckMoney(actor.State);
            (actor.State.RoundsUsed <= actor.State.RoundLimit).ShouldBeTrue("rounds");
            (actor.State.FollowUpsUsed <= actor.State.FollowUpLimit).ShouldBeTrue("follow-ups");
            if (before.AcceptedAt is not null) actor.State.DoctorAccount.ShouldBe(before.DoctorAccount, "one doctor at a time");
            if (!before.IsOver) continue;
            actor.State.Status.ShouldBe(before.Status, "an end is final");
            actor.Events.Skip(known).Select(e => e.Envelope.Type).Except(AfterTheEnd).ShouldBeEmpty();
        }
        actor.Wait(TimeSpan.FromDays(60));
        actor.State.IsOver.ShouldBeTrue("nobody waits for ever");
        if (!actor.State.IsRefundPending) actor.State.Charges.OpenFen().ShouldBe(0, "no money stays where it is");
        return reached;
    }

    private static void CheckMoney(ConsultationState state)
    {
        var charges = state.Charges;
        (charges.RefundedFen() + charges.SettledFen() + charges.OpenFen()).ShouldBe(charges.HeldFen());
        foreach (var charge in charges)
        {
            Math.Min(Math.Min(charge.RefundedFen, charge.SettledFen), charge.OpenFen).ShouldBeGreaterThanOrEqualTo(0);
            (charge.IsHeld || charge.RefundedFen + charge.SettledFen == 0).ShouldBeTrue("what was never held goes nowhere");
        }
    }

    private static void Do(Actor<ConsultationState> actor, Act act, int choice)
    {
        if (act is Act.Pause)
        {
            actor.Wait(Pauses[choice]);
            return;
        }
        var (by, command) = act switch
        {
            Act.Paid => (Caller.System, (Command)new ConfirmPayment(Visit.Payment)),
            Act.NotPaid => (Caller.System, new RefusePayment(Visit.Payment, "declined")),
            Act.PackPaid => (Caller.System, new ConfirmPayment(new($"c-1.{choice}"))),
            Act.PackNotPaid => (Caller.System, new RefusePayment(new($"c-1.{choice}"), "declined")),
            Act.Queued => (Caller.System, new ConfirmQueued()),
            Act.NotQueued => (Caller.System, new RefuseQueue(Codes.DoctorQueueFull)),
            Act.Accept => (People.Li, Visit.Accept(actor.Now)),
            Act.Decline => (People.Li, new DeclineConsultation("不在专长内")),
            Act.Cancel => (People.Wang, new CancelConsultation()),
            Act.Ask => (People.Wang, Visit.Says("请问")),
            Act.Reply => (People.Li, Visit.Says("好")),
            Act.Grant => (People.Li, new GrantRounds(1)),
            Act.Buy => (People.Wang, new BuyRounds(null)),
            Act.Complete => (People.Li, Visit.Summary),
            Act.Terminate => (People.Li, new TerminateConsultation("请面诊")),
            Act.Transfer => (People.Wang, Visit.Handover),
            Act.Refund => (People.Wang, new RequestRefund("不满意")),
            Act.Decide => (People.Staff, new DecideRefund { RefundFen = choice * 1250, Reason = "核实" }),
            Act.Claim => (People.Wang, new ClaimGuarantee("不满意")),
            Act.Rate => (People.Wang, Visit.Rating),
            Act.Read => (choice < 2 ? People.Li : People.Wang, new MarkRead(choice + 1)),
            Act.Propose => (People.Li, new ProposeInvited(new($"d-{choice + 2}"), Visit.Offering with { Account = People.OtherDoctor.Account })),
            _ => (People.Wang, new DecideOpinion(new($"d-{choice + 2}"), Consent: choice % 2 == 0)),
        };
        actor.Send(by, command);
    }
}
