using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Payments;

/// <summary>What a payment does with what the consultation wants and the gateway says.</summary>
public sealed class PaymentTests
{
    private static readonly OpenPayment Opening = new()
    {
        Consultation = Visit.Id, Patient = People.Patient, Payer = People.Wang.Account, Fen = 5000, Method = "sandbox",
    };

    private static readonly GatewayOutcome Done = new("ref-1", null);

    private static readonly GatewayOutcome Never = new(null, "account.closed");

    // Columns are states, rows are commands; a cell is the event, "=" (accepted, nothing happens) or "-" (no such order).
    private const string Table = """
        command       opened             cancelled          held              declined  refunding         refunded  settling          settled
        open          =                  =                  =                 =         =                 =         =                 =
        hold-done     payment.held       payment.held+      =                 =         =                 =         =                 =
        hold-never    payment.declined   payment.declined   =                 =         =                 =         =                 =
        refund-all    payment.cancelled  =                  payment.ordered   =         =                 =         =                 =
        refund-one    insufficient       insufficient       payment.ordered   insufficient  insufficient  insufficient  insufficient  insufficient
        settle-one    insufficient       insufficient       payment.ordered   insufficient  insufficient  insufficient  insufficient  insufficient
        order-done    =                  =                  =                 =         payment.refunded  =         payment.settled   =
        order-never   =                  =                  =                 =         payment.failed    =         payment.failed    =
        """;

    public static TheoryData<string, string, string> Cells() => StateTable.Cells(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome)
    {
        var actor = In(state);
        var before = actor.Events.Count;

        var code = actor.Send(Caller.System, Make(command, actor));

        code.ShouldBe(outcome is "insufficient" ? Codes.PaymentInsufficient : null);
        string[] happens = outcome switch
        {
            "=" or "insufficient" => [],
            "payment.held+" => ["payment.held", "payment.ordered"],
            _ => [outcome],
        };
        actor.Events.Skip(before).Select(e => e.Envelope.Type).ShouldBe(happens);
    }

    [Theory]
    [InlineData("refund-all")]
    [InlineData("settle-one")]
    [InlineData("hold-done")]
    public void Nobody_but_the_system_moves_money(string command)
    {
        var actor = In("opened");
        foreach (var by in new[] { People.Wang, People.Li })
            actor.Send(by, Make(command, actor)).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void A_sum_held_too_late_goes_back_at_once()
    {
        var actor = In("cancelled").Do(Caller.System, new RecordOutcome(1, Done));
        var order = actor.Last.ShouldBeOfType<PaymentOrdered>();
        (order.Operation, order.Fen).ShouldBe((PaymentOperation.Refund, 5000));
        actor.Reactions.Last().Command.ShouldBe(new CarryOut(actor.Events.Count));
    }

    [Fact]
    public void An_order_that_was_refused_is_another_order_when_it_is_tried_again()
    {
        var actor = In("refunding");
        var first = Payment.GatewayOrderOf(actor.State, actor.Events.Count)!;
        var number = actor.Events.Count;
        actor.Do(Caller.System, new RecordOutcome(number, Never));

        var second = Payment.GatewayOrderOf(actor.State, number)!;

        second.Key.ShouldNotBe(first.Key);
        Payment.ViewOf(actor.State)!.Failed.ShouldBe(1);
        actor.Do(People.Staff, new RecordOutcome(number, Done));
        var view = Payment.ViewOf(actor.State)!;
        (view.RefundedFen, view.Failed).ShouldBe((5000, 0));
    }

    [Fact]
    public void Over_any_sequence_held_is_refunded_and_settled_and_open_and_nothing_is_below_zero()
    {
        string[] commands = ["hold-done", "hold-never", "refund-all", "refund-one", "settle-one", "order-done", "order-never"];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var actor = In("opened");
            for (var step = 0; step < 40; step++)
            {
                actor.Send(Caller.System, Make(commands[random.Next(commands.Length)], actor));
                var state = actor.State;
                var ordered = state.IsHeld ? state.Orders.Sum(order => order.Fen) : 0;
                var held = state.IsHeld ? state.Fen : 0;
                (state.RefundedFen + state.SettledFen + ordered + state.OpenFen).ShouldBe(held, $"seed {seed}");
                Math.Min(Math.Min(state.RefundedFen, state.SettledFen), state.OpenFen).ShouldBeGreaterThanOrEqualTo(0, $"seed {seed}");
            }
        }
    }

    private static Actor<PaymentState> In(string state) => state switch
    {
        "opened" => new Actor<PaymentState>(new Payment(), Visit.Payment.Feed).Do(Caller.System, Opening),
        "cancelled" => In("opened").Do(Caller.System, new RefundPayment(null)),
        "held" => In("opened").Do(Caller.System, new RecordOutcome(1, Done)),
        "declined" => In("opened").Do(Caller.System, new RecordOutcome(1, Never)),
        "refunding" => In("held").Do(Caller.System, new RefundPayment(null)),
        "refunded" => Carried(In("refunding")),
        "settling" => In("held").Do(Caller.System, new SettlePayment(5000)),
        "settled" => Carried(In("settling")),
        _ => throw new ArgumentException(state),
    };

    private static Actor<PaymentState> Carried(Actor<PaymentState> actor) =>
        actor.Do(Caller.System, new RecordOutcome(actor.Events.Count, Done));

    private static Command Make(string command, Actor<PaymentState> actor) => command switch
    {
        "open" => Opening,
        "hold-done" => new RecordOutcome(1, Done),
        "hold-never" => new RecordOutcome(1, Never),
        "refund-all" => new RefundPayment(null),
        "refund-one" => new RefundPayment(1),
        "settle-one" => new SettlePayment(1),
        // The newest order; where there is none, one that was never given.
        "order-done" => new RecordOutcome(Newest(actor), Done),
        "order-never" => new RecordOutcome(Newest(actor), Never),
        _ => throw new ArgumentException(command),
    };

    private static long Newest(Actor<PaymentState> actor) =>
        actor.State.Orders.LastOrDefault(order => order.Operation is not PaymentOperation.Hold)?.Number ?? 999;
}
