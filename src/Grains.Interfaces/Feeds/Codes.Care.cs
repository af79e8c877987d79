namespace Consult.Feeds;

// Codes of handing over, second opinions and reading. None is retryable.
public static partial class Codes
{
    /// <summary>That doctor takes part already.</summary>
    public const string OpinionPresent = "opinion.present";

    /// <summary>There is no such invitation to decide.</summary>
    public const string OpinionAbsent = "opinion.absent";

    /// <summary>As many doctors take part or are invited as allowed.</summary>
    public const string OpinionLimit = "opinion.limit";

    /// <summary>A consultation cannot be handed over to the doctor who has it.</summary>
    public const string TransferSame = "transfer.same";

    private static CodeInfo[] OfCare() =>
    [
        new(OpinionPresent, 409, false, "That doctor takes part already."),
        new(OpinionAbsent, 409, false, "There is no such invitation to decide."),
        new(OpinionLimit, 409, false, "As many doctors take part or are invited as allowed."),
        new(TransferSame, 409, false, "A consultation cannot be handed over to the doctor who has it."),
    ];
}
