namespace Consult.Consultations;

/// <summary>
/// What an operator can change about consultations. Running ones keep the numbers under which they were requested or
/// their windows opened, as these stand in their events.
/// </summary>
public sealed record ConsultationOptions
{
    /// <summary>Of any doctor of a department (极速问诊); the window runs from the acceptance.</summary>
    public KindOptions Quick { get; init; } = new()
    {
        AcceptWithin = TimeSpan.FromMinutes(10),
        ReplyWithin = TimeSpan.FromHours(24),
        Window = TimeSpan.FromHours(24),
        Rounds = 20,
    };

    /// <summary>Price of a quick consultation, in fen; of the other kinds the doctor sets it.</summary>
    public long QuickPriceFen { get; init; } = 1900;

    /// <summary>With a chosen doctor (图文问诊); the window runs from the doctor's first reply, as of all kinds below.</summary>
    public KindOptions Directed { get; init; } = new()
    {
        AcceptWithin = TimeSpan.FromHours(24),
        ReplyWithin = TimeSpan.FromHours(48),
        Window = TimeSpan.FromHours(48),
        Rounds = 20,
        FollowUps = 2,
    };

    /// <summary>
    /// By video (视频问诊). <see cref="KindOptions.ReplyWithin"/> is how long the other may be waited for, from the slot
    /// or the acceptance on.
    /// </summary>
    public KindOptions Video { get; init; } = new()
    {
        AcceptWithin = TimeSpan.FromHours(24),
        ReplyWithin = TimeSpan.FromMinutes(15),
        Window = TimeSpan.FromHours(24),
    };

    /// <summary>How many minutes of calls a video consultation has.</summary>
    public int VideoMinutes { get; init; } = 15;

    /// <summary>Repeat prescription (复诊续方); the window ends with the pharmacist's result, and at the latest here.</summary>
    public KindOptions Revisit { get; init; } = new()
    {
        AcceptWithin = TimeSpan.FromHours(24),
        ReplyWithin = TimeSpan.FromHours(48),
        Window = TimeSpan.FromDays(7),
    };

    /// <summary>Free clinic (义诊): one answer and two follow-up questions.</summary>
    public KindOptions FreeClinic { get; init; } = new()
    {
        AcceptWithin = TimeSpan.FromHours(48),
        ReplyWithin = TimeSpan.FromHours(48),
        Window = TimeSpan.FromHours(48),
        Rounds = 1,
        FollowUps = 2,
    };

    /// <summary>How long a request waits to be paid.</summary>
    public TimeSpan PayWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How it is paid when the request does not say.</summary>
    public string PaymentMethod { get; init; } = "sandbox";

    /// <summary>How long a consultation whose window has closed waits for the doctor's summary before it ends by itself.</summary>
    public TimeSpan SummaryWithin { get; init; } = TimeSpan.FromHours(72);

    /// <summary>How long after its completion a refund can be asked for; then the money is handed over.</summary>
    public TimeSpan SettleAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether a patient's first consultation carries the satisfaction guarantee (满意度保障).</summary>
    public bool Guarantee { get; init; } = true;

    /// <summary>How many rounds a pack (加油包) has.</summary>
    public int PackRounds { get; init; } = 5;

    /// <summary>Price of a pack, in fen.</summary>
    public long PackPriceFen { get; init; } = 500;

    /// <summary>The most packs in one consultation.</summary>
    public int MaxPacks { get; init; } = 4;

    /// <summary>The most messages in one turn of the patient.</summary>
    public int MaxTurn { get; init; } = 50;

    /// <summary>The most rounds that a doctor grants at once.</summary>
    public int MaxGrant { get; init; } = 50;

    /// <summary>The most other doctors who are invited into one consultation or take part in it.</summary>
    public int MaxOpinions { get; init; } = 5;

    /// <summary>How long an author may recall a message.</summary>
    public TimeSpan RecallWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most tags of a rating.</summary>
    public int MaxTags { get; init; } = 10;

    /// <summary>The longest tag, in UTF-16 code units.</summary>
    public int MaxTagLength { get; init; } = 20;

    /// <summary>The numbers of a kind.</summary>
    public KindOptions Of(ConsultationKind kind) => kind switch
    {
        ConsultationKind.Quick => Quick,
        ConsultationKind.Directed => Directed,
        ConsultationKind.Video => Video,
        ConsultationKind.Revisit => Revisit,
        _ => FreeClinic,
    };
}

/// <summary>The numbers of one kind of consultation.</summary>
public sealed record KindOptions
{
    /// <summary>
    /// How long a paid request waits to be accepted; then everything is refunded. One with a slot waits until as long
    /// before the slot, if that is later, and never beyond its start.
    /// </summary>
    public TimeSpan AcceptWithin { get; init; }

    /// <summary>How long the doctor has for the first reply after accepting; then everything is refunded.</summary>
    public TimeSpan ReplyWithin { get; init; }

    /// <summary>How long the window is.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>How many rounds the patient has; null for any number.</summary>
    public int? Rounds { get; init; }

    /// <summary>How many follow-up questions (追问) the patient has besides.</summary>
    public int FollowUps { get; init; }
}
