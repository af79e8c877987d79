using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>Texts that a doctor uses again and again.</summary>
public sealed class QuickReplyTests
{
    [Fact]
    public void Texts_are_saved_replaced_and_removed()
    {
        var actor = Registered().Do(People.Li, new SaveQuickReply("hello", "您好")).Do(People.Li, new SaveQuickReply("water", "多饮水"));
        actor.Do(People.Li, new SaveQuickReply("hello", "您好，请讲")).Do(People.Li, new SaveQuickReply("hello", "您好，请讲"));
        All(actor).ShouldBe([new("hello", "您好，请讲"), new("water", "多饮水")]);
        actor.Events.Count(e => e.Body is QuickReplySaved).ShouldBe(3);

        actor.Do(People.Li, new RemoveQuickReply("hello")).Do(People.Li, new RemoveQuickReply("hello"));
        All(actor).ShouldBe([new("water", "多饮水")]);
    }

    [Fact]
    public void At_most_a_hundred_are_kept_each_of_a_thousand_characters()
    {
        var actor = Registered();
        for (var i = 0; i < 100; i++) actor.Do(People.Li, new SaveQuickReply($"k{i}", new string('字', 1000)));
        actor.Send(People.Li, new SaveQuickReply("one.more", "好")).ShouldBe(Codes.QuickReplyLimit);
        actor.Send(People.Li, new SaveQuickReply("k1", "好")).ShouldBeNull();
        actor.Send(People.Li, new SaveQuickReply("k2", new string('字', 1001))).ShouldBe(Codes.TextTooLong);
        actor.Send(People.Li, new SaveQuickReply("k2", " ")).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new SaveQuickReply("k/2", "好")).ShouldBe(Codes.Invalid);
    }

    [Fact]
    public void They_are_the_doctors_alone_and_sealed()
    {
        var actor = Registered();
        actor.Send(People.Staff, new SaveQuickReply("k", "好")).ShouldBe(Codes.Forbidden);
        actor.Send(People.OtherDoctor, new RemoveQuickReply("k")).ShouldBe(Codes.Forbidden);
        BodyCodec.HasPrivateText(new QuickReplySaved("k", "好")).ShouldBeTrue();
        Actor<DoctorState>.Json(actor.Do(People.Li, new SaveQuickReply("k", "好")).Replayed()).ShouldBe(Actor<DoctorState>.Json(actor.State));
    }

    private static QuickReply[] All(Actor<DoctorState> actor) => [.. Doctor.QuickRepliesOf(actor.State)!.Replies];
}
