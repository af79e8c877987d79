using Consult.Feeds;

namespace Consult.Threads;

/// <summary>A question of a group in lists; its texts are in its feed.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="ActiveAt">When something was last added.</param>
/// <param name="Answers">How many answers it has.</param>
/// <param name="FollowUps">How many follow-up questions.</param>
/// <param name="Replies">How many mentors' replies.</param>
/// <param name="Helpful">How often its posts were marked as helpful.</param>
public sealed record ThreadEntry(
    ThreadStatus Status, DateTimeOffset AskedAt, DateTimeOffset ActiveAt, int Answers, int FollowUps, int Replies,
    int Helpful) : IDirectoryEntry;
