using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Contracts;

/// <summary>The bytes under a tag are frozen: every record that was ever written is verified with them.</summary>
public sealed class ChainTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly FeedId Feed = new(FeedKinds.Consultation, "c-1");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);
    private static readonly Author Lin = new(new("a-lin"), Role.Patient, new PatientId("p-1"));

    [Fact]
    public void The_tag_of_an_event_is_what_it_always_was()
    {
        var digest = Chain.Digest(Key, "{}"u8);

        Chain.Next(Key, new(1, 2), Feed, 7, "message.posted", At, Lin, Audience.Only(new("a-咳")), new("m-1"), digest)
            .ToString().ShouldBe("b0c2e12ce5b7b313e533b350ca6f551e");
        // Longer than anything that is kept on the stack.
        Chain.Next(Key, default, Feed, 1, new('x', 3_000), At, Author.System, Audience.Everyone, new("m-1"), digest)
            .ToString().ShouldBe("2483d330f3138dd28024fd62acc73309");
    }
}
