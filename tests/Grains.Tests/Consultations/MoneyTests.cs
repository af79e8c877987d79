using Consult.Feeds;
using Consult.Payments;

namespace Consult.Consultations;

/// <summary>Every fen goes back or over, once.</summary>
public sealed class MoneyTests
{
    private static readonly RequestRefund Complaint = new("没有解决问题");

    [Fact]
    public void A_completed_consultation_is_settled_a_day_later()
    {
        var actor = Visit.In("completed");
        actor.State.Charges.SettledFen().ShouldBe(0);

        actor.Wait(TimeSpan.FromHours(24));

        var settled = actor.Last.ShouldBeOfType<ConsultationSettled>();
        (settled.SettleFen, settled.Shares.ShouldHaveSingleItem()).ShouldBe((Visit.Price, new Share(Visit.Payment, Visit.Price)));
        actor.Reactions.Last().Command.ShouldBe(new SettlePayment(Visit.Price));
    }

    [Fact]
    public void A_request_for_a_refund_keeps_the_money_until_it_is_decided()
    {
        var actor = Visit.In("completed").Do(People.Wang, Complaint).Wait(TimeSpan.FromDays(30));
        actor.State.Charges.SettledFen().ShouldBe(0);

        actor.Do(People.Staff, new DecideRefund { RefundFen = 1000, Reason = "部分退款" }).Wait(TimeSpan.Zero);

        (actor.State.Charges.RefundedFen(), actor.State.Charges.SettledFen()).ShouldBe((1000, Visit.Price - 1000));
        actor.Send(People.Wang, Complaint).ShouldBe(Codes.RefundNothing);
    }

    [Fact]
    public void A_running_consultation_that_is_paid_back_as_a_whole_is_over_and_one_paid_back_in_part_goes_on()
    {
        var part = Visit.Answered().Do(People.Wang, Complaint).Do(People.Staff, new DecideRefund { RefundFen = 1, Reason = "补偿" });
        part.State.Status.ShouldBe(ConsultationStatus.Active);

        var whole = Visit.Answered().Do(People.Wang, Complaint).Do(People.Staff, new DecideRefund { RefundFen = Visit.Price, Reason = "全退" });
        whole.State.Status.ShouldBe(ConsultationStatus.Refunded);
        whole.State.Charges.RefundedFen().ShouldBe(Visit.Price);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5001)]
    public void Nobody_pays_back_what_is_not_there(long fen) =>
        Visit.Answered().Do(People.Wang, Complaint)
            .Send(People.Staff, new DecideRefund { RefundFen = fen, Reason = "误操作" }).ShouldBe(Codes.PaymentInsufficient);

    [Fact]
    public void A_pack_counts_when_it_is_paid_and_goes_back_before_the_price_does()
    {
        var actor = Visit.Answered().Do(People.Wang, new BuyRounds(null));
        actor.State.RoundLimit.ShouldBe(20);

        actor.Do(Caller.System, new ConfirmPayment(Visit.Pack));

        actor.State.RoundLimit.ShouldBe(25);
        actor.Do(People.Wang, Complaint).Do(People.Staff, new DecideRefund { RefundFen = 600, Reason = "退款" });
        actor.Last.ShouldBeOfType<RefundApproved>().Shares.ShouldBe([new(Visit.Pack, 500), new(Visit.Payment, 100)]);
    }

    [Fact]
    public void A_pack_that_was_not_paid_gives_nothing_and_costs_nothing()
    {
        var actor = Visit.Answered().Do(People.Wang, new BuyRounds("sandbox-declined"))
            .Do(Caller.System, new RefusePayment(Visit.Pack, "sandbox.declined"));
        (actor.State.RoundLimit, actor.State.Charges.Length).ShouldBe((20, 1));
    }

    [Fact]
    public void A_pack_under_way_when_the_consultation_completes_is_called_back()
    {
        var actor = Visit.Answered().Do(People.Wang, new BuyRounds(null)).Do(People.Li, Visit.Summary);

        actor.Reactions.Select(r => (r.To, r.Command)).ShouldContain((Visit.Pack.Feed, new RefundPayment(null)));

        actor.Do(Caller.System, new ConfirmPayment(Visit.Pack));
        actor.State.Charges.HeldFen().ShouldBe(Visit.Price);
    }

    [Fact]
    public void There_is_an_end_to_packs()
    {
        var actor = Visit.Answered();
        for (var i = 0; i < 4; i++) actor.Do(People.Wang, new BuyRounds(null));
        actor.Send(People.Wang, new BuyRounds(null)).ShouldBe(Codes.PackLimit);
    }

    [Fact]
    public void Only_a_first_consultation_that_costs_something_is_guaranteed()
    {
        Visit.Unpaid().State.IsGuaranteed.ShouldBeTrue();
        Open(Visit.Open with { Patient = Visit.Standing with { HasOrdered = true } }).ShouldBeFalse();
        Open(Visit.Open with { Offering = Visit.Offering with { PriceFen = 0 } }).ShouldBeFalse();

        static bool Open(OpenConsultation open) => Visit.New().Do(People.Wang, open).State.IsGuaranteed;
    }

    [Fact]
    public void The_guarantee_pays_everything_back_without_an_operator()
    {
        var actor = Visit.In("completed").Do(People.Wang, new ClaimGuarantee("不满意"));
        var approved = actor.Last.ShouldBeOfType<RefundApproved>();
        (approved.Guarantee, approved.RefundFen).ShouldBe((true, Visit.Price));
        actor.Send(People.Wang, new ClaimGuarantee("不满意")).ShouldBe(Codes.RefundNothing);
    }
}
