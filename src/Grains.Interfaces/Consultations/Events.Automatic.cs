using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>A sign that somebody needs help at once, found by fixed rules and not by a person.</summary>
public enum RedFlag
{
    /// <summary>Pain in the chest (胸痛).</summary>
    ChestPain,

    /// <summary>Signs of a stroke (口角歪斜、言语不清、一侧肢体无力).</summary>
    Stroke,

    /// <summary>Words of suicide (想死、自杀、轻生).</summary>
    Suicide,

    /// <summary>Fever in the first year of life, as of the request.</summary>
    InfantFever,

    /// <summary>Breathlessness (呼吸困难).</summary>
    Breathlessness,

    /// <summary>Heavy bleeding (大出血、呕血).</summary>
    Bleeding,

    /// <summary>A severe allergic reaction (过敏性休克、喉头水肿).</summary>
    Anaphylaxis,

    /// <summary>Loss of consciousness or convulsions (昏迷、抽搐).</summary>
    Unconsciousness,
}

/// <summary>What an automatic text is.</summary>
public enum AutomaticKind
{
    /// <summary>Where to find help at once.</summary>
    Notice,

    /// <summary>For the doctor: what the patient answered before the doctor joined.</summary>
    Summary,
}

/// <summary>
/// The server said something by itself. Its author is always <see cref="Role.System"/>, and it is neither a message nor
/// a round (互联网诊疗监管细则 2022, art. 13, 21: automatic text never stands in for a doctor).
/// </summary>
[EventType("automatic.posted")]
public sealed record AutomaticPosted : EventBody
{
    /// <summary>What it is.</summary>
    public required AutomaticKind Kind { get; init; }

    /// <summary>Of a notice: the sign it answers.</summary>
    public RedFlag? Flag { get; init; }

    /// <summary>What it says; it begins by saying that it is automatic.</summary>
    public PrivateText Text { get; init; }
}
