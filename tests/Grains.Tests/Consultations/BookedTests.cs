using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>How long a consultation with a booked slot waits to be accepted.</summary>
public sealed class BookedTests
{
    [Theory]
    [InlineData(21 * 24, 20 * 24)]
    [InlineData(49, 25)]
    [InlineData(48, 24)]
    [InlineData(30, 24)]
    [InlineData(24, 24)]
    [InlineData(10, 10)]
    public void A_slot_booked_weeks_ahead_does_not_expire_after_a_day(int hoursToSlot, int hoursToAccept)
    {
        var actor = Booked(hoursToSlot).Do(Caller.System, new ConfirmPayment(Visit.Payment));

        var acceptBy = People.Start.AddHours(hoursToAccept);
        ((ConsultationPaid)actor.Last).AcceptBy.ShouldBe(acceptBy);
        actor.Do(Caller.System, new ConfirmQueued()).Wait(acceptBy - actor.Now - TimeSpan.FromMilliseconds(1)).State.Status
            .ShouldBe(ConsultationStatus.Waiting);
        actor.Wait(TimeSpan.FromMilliseconds(1)).Last.ShouldBe(new ConsultationExpired(Visit.Price));
    }

    [Fact]
    public void A_free_one_has_the_same_limit_from_the_request_on()
    {
        var actor = Booked(21 * 24, price: 0);
        actor.State.AcceptBy.ShouldBe(People.Start.AddDays(20));
    }

    [Fact]
    public void A_slot_that_has_begun_before_it_was_paid_expires_and_everything_goes_back()
    {
        var actor = Booked(hoursToSlot: 0).Do(Caller.System, new ConfirmPayment(Visit.Payment));
        actor.Wait(TimeSpan.Zero).Last.ShouldBe(new ConsultationExpired(Visit.Price));
    }

    private static Actor<ConsultationState> Booked(int hoursToSlot, long price = Visit.Price) => Visit.New().Do(People.Wang, Visit.Open with
    {
        Request = Visit.Wish with { Kind = ConsultationKind.Video, SlotAt = People.Start.AddHours(hoursToSlot) },
        Offering = Visit.Offering with { PriceFen = price },
    });
}
