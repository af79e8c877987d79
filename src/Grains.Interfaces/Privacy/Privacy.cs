using System.Collections.Immutable;
using Orleans;

namespace Consult.Privacy;

/// <summary>What kind of private information a piece of text is.</summary>
public enum PrivacyKind
{
    /// <summary>A mobile number of mainland China.</summary>
    Mobile,

    /// <summary>A resident identity card, of 18 or 15 digits.</summary>
    IdCard,

    /// <summary>A bank card or account.</summary>
    BankCard,

    /// <summary>A landline, or a number of the 400 and 800 services.</summary>
    Landline,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A WeChat account.</summary>
    WeChat,

    /// <summary>A QQ account.</summary>
    Qq,

    /// <summary>A passport, or a permit to travel to and from Hong Kong, Macau and Taiwan.</summary>
    Passport,

    /// <summary>The number plate of a car.</summary>
    Plate,

    /// <summary>The number of a record, a visit, a card or a report of a hospital, or of an insurance card.</summary>
    RecordNumber,

    /// <summary>The name of a person.</summary>
    Name,

    /// <summary>A postal address, finer than the city.</summary>
    Address,
}

/// <summary>How much is taken away.</summary>
public enum MaskLevel
{
    /// <summary>For a closed group: the ends of a mobile number, a surname and the city stay.</summary>
    Group,

    /// <summary>For everybody: nothing of what was found stays.</summary>
    Public,
}

/// <summary>Why a text is held because it sells something or leads off the platform.</summary>
public enum CommercialReason
{
    /// <summary>It offers goods, services or an agency.</summary>
    Selling,

    /// <summary>It asks to go on elsewhere: WeChat, QQ, a group, a telephone number to add.</summary>
    OffPlatformContact,

    /// <summary>It holds an address on the web, or a code that an application opens.</summary>
    Link,
}

/// <summary>A private piece of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the original text, in UTF-16 code units.</param>
/// <param name="Length">How long it is there, in UTF-16 code units.</param>
[GenerateSerializer, Immutable, Alias("consult.PrivateSpan")]
public sealed record PrivateSpan(
    [property: Id(0)] PrivacyKind Kind, [property: Id(1)] int Start, [property: Id(2)] int Length);

/// <summary>A text without what is private in it.</summary>
/// <param name="Text">The masked text. What cannot be judged is masked, too; the original is never part of it.</param>
/// <param name="Spans">What was masked, in the order of the original text; they do not overlap.</param>
/// <param name="Commercial">Why it would be held, each reason once; empty when it would not.</param>
[GenerateSerializer, Immutable, Alias("consult.MaskedText")]
public sealed record MaskedText(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<PrivateSpan> Spans,
    [property: Id(2)] ImmutableArray<CommercialReason> Commercial)
{
    /// <summary>Never the text itself: what was masked is gone, but it still is what a patient wrote.</summary>
    public override string ToString() => $"(private, {Spans.Length} masked, {Commercial.Length} reasons to hold)";
}
