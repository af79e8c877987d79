namespace Consult.Feeds;

// Codes of livestreams.
public static partial class Codes
{
    /// <summary>The livestream was scheduled already.</summary>
    public const string LivestreamExists = "livestream.exists";

    /// <summary>The livestream has not begun.</summary>
    public const string LivestreamNotLive = "livestream.not.live";

    /// <summary>The livestream has begun already.</summary>
    public const string LivestreamStarted = "livestream.started";

    /// <summary>The livestream has ended.</summary>
    public const string LivestreamOver = "livestream.over";

    /// <summary>There are as many co-hosts or moderators as allowed.</summary>
    public const string LivestreamHelpersFull = "livestream.helpers.full";

    /// <summary>Whoever writes under a name takes a nickname first.</summary>
    public const string LivestreamNicknameRequired = "livestream.nickname.required";

    /// <summary>The nickname is somebody else's.</summary>
    public const string LivestreamNicknameTaken = "livestream.nickname.taken";

    /// <summary>A nickname is taken once.</summary>
    public const string LivestreamNicknameSet = "livestream.nickname.set";

    /// <summary>The nickname holds private or commercial information.</summary>
    public const string LivestreamNicknamePrivate = "livestream.nickname.private";

    /// <summary>As many accounts write here as can be kept.</summary>
    public const string LivestreamNicknamesFull = "livestream.nicknames.full";

    /// <summary>A moderator has muted the sender.</summary>
    public const string LivestreamMuted = "livestream.muted";

    /// <summary>Slow mode: the sender wrote a moment ago.</summary>
    public const string LivestreamSlow = "livestream.slow";

    /// <summary>The sender wrote more in a minute than anybody may.</summary>
    public const string LivestreamTooMany = "livestream.too.many";

    /// <summary>The sender wrote the same a moment ago.</summary>
    public const string LivestreamDuplicate = "livestream.duplicate";

    /// <summary>As many lines wait for a moderator as can be kept.</summary>
    public const string LivestreamHeldFull = "livestream.held.full";

    /// <summary>The text could not be masked, so it cannot be shown.</summary>
    public const string LivestreamMaskFailed = "livestream.mask.failed";

    /// <summary>An announcement sells something or leads off the platform.</summary>
    public const string LivestreamCommercial = "livestream.commercial";

    /// <summary>There is no such line, or it is not in that state.</summary>
    public const string LivestreamLineAbsent = "livestream.line.absent";

    /// <summary>As many accounts are muted or banned as can be kept.</summary>
    public const string LivestreamBansFull = "livestream.bans.full";

    /// <summary>Who hosts or moderates can be neither muted nor banned.</summary>
    public const string LivestreamStaff = "livestream.staff";

    /// <summary>As many questions were asked as can be kept.</summary>
    public const string LivestreamQuestionsFull = "livestream.questions.full";

    /// <summary>The sender has as many open questions as one account may have.</summary>
    public const string LivestreamQuestionsYours = "livestream.questions.yours";

    /// <summary>There is no such question.</summary>
    public const string LivestreamQuestionAbsent = "livestream.question.absent";

    /// <summary>The question is in a state in which that cannot be done.</summary>
    public const string LivestreamQuestionState = "livestream.question.state";

    /// <summary>Another question is being answered.</summary>
    public const string LivestreamAnswering = "livestream.answering";

    /// <summary>As many votes were given as can be kept.</summary>
    public const string LivestreamVotesFull = "livestream.votes.full";

    /// <summary>As many ask for the microphone as can be kept.</summary>
    public const string LivestreamMicFull = "livestream.mic.full";

    /// <summary>Somebody is on the microphone, or was just asked to it.</summary>
    public const string LivestreamMicBusy = "livestream.mic.busy";

    /// <summary>Nobody asked for the microphone under that number, or was not accepted.</summary>
    public const string LivestreamMicAbsent = "livestream.mic.absent";

    private static CodeInfo[] OfLivestreams() =>
    [
        new(LivestreamExists, 409, false, "The livestream was scheduled already."),
        new(LivestreamNotLive, 409, false, "The livestream has not begun."),
        new(LivestreamStarted, 409, false, "The livestream has begun already."),
        new(LivestreamOver, 409, false, "The livestream has ended."),
        new(LivestreamHelpersFull, 409, false, "There are as many co-hosts or moderators as allowed."),
        new(LivestreamNicknameRequired, 409, false, "Take a nickname before you write under a name."),
        new(LivestreamNicknameTaken, 409, false, "Somebody here has that nickname."),
        new(LivestreamNicknameSet, 409, false, "You have a nickname here already."),
        new(LivestreamNicknamePrivate, 400, false, "A nickname holds neither names and numbers of persons nor advertising."),
        new(LivestreamNicknamesFull, 409, false, "As many people write here as can be kept. You can still watch and ask anonymously."),
        new(LivestreamMuted, 403, false, "A moderator has muted you here."),
        new(LivestreamSlow, 429, true, "Slow mode: wait a moment before you write again."),
        new(LivestreamTooMany, 429, true, "You write too much. Wait a minute."),
        new(LivestreamDuplicate, 409, false, "You wrote the same a moment ago."),
        new(LivestreamHeldFull, 503, true, "Too many lines wait for a moderator. Try again later."),
        new(LivestreamMaskFailed, 409, false, "Private information in the text cannot be masked, so it cannot be shown."),
        new(LivestreamCommercial, 400, false, "Announcements hold no advertising, links or contacts off the platform."),
        new(LivestreamLineAbsent, 409, false, "There is no such line, or nothing of the kind can be done with it."),
        new(LivestreamBansFull, 409, false, "As many accounts are muted or banned as can be kept. Stop the livestream."),
        new(LivestreamStaff, 409, false, "Who hosts or moderates can be neither muted nor banned."),
        new(LivestreamQuestionsFull, 409, false, "As many questions were asked as can be kept."),
        new(LivestreamQuestionsYours, 409, false, "You have as many open questions as one account may have."),
        new(LivestreamQuestionAbsent, 409, false, "There is no such question."),
        new(LivestreamQuestionState, 409, false, "The question is in a state in which that cannot be done."),
        new(LivestreamAnswering, 409, false, "Another question is being answered. Finish it first."),
        new(LivestreamVotesFull, 409, false, "As many votes were given as can be kept."),
        new(LivestreamMicFull, 409, false, "Too many ask for the microphone."),
        new(LivestreamMicBusy, 409, false, "Somebody is on the microphone, or was just asked to it."),
        new(LivestreamMicAbsent, 409, false, "Nobody asked for the microphone under that number, or was accepted."),
    ];
}
