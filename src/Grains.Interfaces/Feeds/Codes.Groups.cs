namespace Consult.Feeds;

// Codes of health groups. None is retryable.
public static partial class Codes
{
    /// <summary>The group was opened already.</summary>
    public const string GroupExists = "group.exists";

    /// <summary>The group is closed.</summary>
    public const string GroupClosed = "group.closed";

    /// <summary>The group has as many members as allowed.</summary>
    public const string GroupFull = "group.full";

    /// <summary>One joins the group by invitation alone.</summary>
    public const string GroupInvitationOnly = "group.invitation.only";

    /// <summary>There are as many assistants as allowed.</summary>
    public const string AssistantLimit = "assistant.limit";

    /// <summary>As many applications wait as allowed.</summary>
    public const string ApplicationsFull = "applications.full";

    /// <summary>There is no application to decide.</summary>
    public const string ApplicationAbsent = "application.absent";

    /// <summary>The patient is a member already.</summary>
    public const string MemberExists = "member.exists";

    /// <summary>The patient is no member.</summary>
    public const string MemberAbsent = "member.absent";

    /// <summary>The patient cannot join any more.</summary>
    public const string MemberBanned = "member.banned";

    /// <summary>The member reads only for a while.</summary>
    public const string MemberMuted = "member.muted";

    /// <summary>The nickname gives something private away.</summary>
    public const string NicknamePrivate = "nickname.private";

    /// <summary>Only a peer mentor may reply to others.</summary>
    public const string MentorRequired = "mentor.required";

    /// <summary>The questions of these days are used up.</summary>
    public const string QuestionsUsed = "questions.used";

    /// <summary>The member has as many granted questions as allowed.</summary>
    public const string GrantLimit = "grant.limit";

    /// <summary>As many posts of the member are held as allowed.</summary>
    public const string HeldLimit = "held.limit";

    /// <summary>There is no such post, or it is not held.</summary>
    public const string PostAbsent = "post.absent";

    /// <summary>The text could not be masked.</summary>
    public const string MaskingFailed = "masking.failed";

    /// <summary>The text sells something or leads elsewhere.</summary>
    public const string TextCommercial = "text.commercial";

    /// <summary>The thread is closed.</summary>
    public const string ThreadClosed = "thread.closed";

    /// <summary>The thread has as many posts of the kind as allowed.</summary>
    public const string ThreadFull = "thread.full";

    /// <summary>One's own post, a question or a hidden post cannot be marked as helpful.</summary>
    public const string HelpfulInvalid = "helpful.invalid";

    /// <summary>The member has given as many marks as allowed.</summary>
    public const string HelpfulLimit = "helpful.limit";

    /// <summary>There is no such answer to feature, or it is hidden.</summary>
    public const string FeatureUnready = "feature.unready";

    /// <summary>The featured answer was declined, withdrawn or taken back.</summary>
    public const string FeatureOver = "feature.over";

    private static CodeInfo[] OfGroups() =>
    [
        new(GroupExists, 409, false, "The group was opened already."),
        new(GroupClosed, 409, false, "The group is closed."),
        new(GroupFull, 409, false, "The group has as many members as allowed."),
        new(GroupInvitationOnly, 409, false, "One joins this group by invitation alone."),
        new(AssistantLimit, 409, false, "The group has as many assistants as allowed."),
        new(ApplicationsFull, 409, false, "As many applications wait as allowed. Try again later."),
        new(ApplicationAbsent, 409, false, "There is no application to decide."),
        new(MemberExists, 409, false, "The patient is a member already."),
        new(MemberAbsent, 409, false, "The patient is no member of the group."),
        new(MemberBanned, 403, false, "The patient cannot join this group any more."),
        new(MemberMuted, 403, false, "The member may only read for a while."),
        new(NicknamePrivate, 400, false, "The nickname gives something private away, or advertises. Choose another."),
        new(MentorRequired, 403, false, "Only a peer mentor may reply to others."),
        new(QuestionsUsed, 409, false, "The questions are used up; the membership says when the next one is restored."),
        new(GrantLimit, 409, false, "The member has as many granted questions as allowed."),
        new(HeldLimit, 409, false, "As many posts of the member wait for a decision as allowed."),
        new(PostAbsent, 409, false, "There is no such post, or nothing to decide about it."),
        new(MaskingFailed, 409, false, "The text could not be searched for private information, so it is never shown. Write it otherwise."),
        new(TextCommercial, 409, false, "The text sells something, or leads off the platform."),
        new(ThreadClosed, 409, false, "The thread is closed."),
        new(ThreadFull, 409, false, "The thread has as many posts of this kind as allowed."),
        new(HelpfulInvalid, 409, false, "Only an answer, or another member's reply, that is shown can be marked as helpful."),
        new(HelpfulLimit, 409, false, "You have given as many marks as allowed. Take one back first."),
        new(FeatureUnready, 409, false, "Only a question and answer that are shown can be featured."),
        new(FeatureOver, 409, false, "The featured answer was declined, withdrawn or taken back."),
    ];
}
