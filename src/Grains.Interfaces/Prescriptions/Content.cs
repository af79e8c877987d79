using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Prescriptions;

/// <summary>What a doctor prescribes, and what the law wants recorded with it. The signature covers all of it.</summary>
[GenerateSerializer, Immutable, Alias("consult.PrescriptionContent")]
public sealed record PrescriptionContent
{
    /// <summary>1–5 drugs, each once (处方管理办法 art. 6: at most five on one prescription).</summary>
    [Id(0)] public required ImmutableArray<PrescriptionItem> Items { get; init; }

    /// <summary>
    /// Whether it is for a chronic disease: then for at most 28 days, otherwise 7
    /// (处方管理办法 art. 19; 长期处方管理规范 art. 10).
    /// </summary>
    [Id(1)] public bool IsChronic { get; init; }

    /// <summary>
    /// For a chronic disease and more than 28 days, at most 84: why the patient is stable enough
    /// (长期处方管理规范 art. 10), 1–4,000 characters.
    /// </summary>
    [Id(2)] public PrivateText Assessment { get; init; }

    /// <summary>For a child under 6: which guardian is present, 1–100 characters (互联网诊疗监管细则 2022).</summary>
    [Id(3)] public PrivateText GuardianPresent { get; init; }

    /// <summary>For a child under 6: which doctor of the relevant speciality is present, 1–100 characters.</summary>
    [Id(4)] public PrivateText SpecialistPresent { get; init; }

    /// <summary>What the patient should mind, at most 4,000 characters; may be left out.</summary>
    [Id(5)] public PrivateText Advice { get; init; }

    /// <summary>Never what it says.</summary>
    public override string ToString() => "(private)";
}

/// <summary>One drug of a prescription.</summary>
[GenerateSerializer, Immutable, Alias("consult.PrescriptionItem")]
public sealed record PrescriptionItem
{
    /// <summary>Code of the drug in the formulary.</summary>
    [Id(0)] public required string Drug { get; init; }

    /// <summary>How much at a time, in the drug's unit; more than 0, at most 1,000, at most three decimals.</summary>
    [Id(1)] public required decimal Dose { get; init; }

    /// <summary>How often.</summary>
    [Id(2)] public required DoseFrequency Frequency { get; init; }

    /// <summary>How it is taken.</summary>
    [Id(3)] public required DrugRoute Route { get; init; }

    /// <summary>For how many days.</summary>
    [Id(4)] public required int Days { get; init; }

    /// <summary>Quantity in whole packs: dose × frequency × days, rounded up.</summary>
    [Id(5)] public required int Packs { get; init; }

    /// <summary>Never what it says.</summary>
    public override string ToString() => "(private)";
}

/// <summary>How often a drug is taken. There is no "as needed": its quantity could not be checked.</summary>
public enum DoseFrequency
{
    /// <summary>Once a day (qd).</summary>
    OnceDaily,

    /// <summary>Twice a day (bid).</summary>
    TwiceDaily,

    /// <summary>Three times a day (tid).</summary>
    ThreeTimesDaily,

    /// <summary>Four times a day (qid).</summary>
    FourTimesDaily,

    /// <summary>Every second day (qod).</summary>
    EverySecondDay,

    /// <summary>Once a week (qw).</summary>
    OnceWeekly,
}

/// <summary>How a drug gets into the body.</summary>
public enum DrugRoute
{
    /// <summary>Swallowed (口服).</summary>
    Oral,

    /// <summary>Under the tongue (舌下含服).</summary>
    Sublingual,

    /// <summary>Breathed in (吸入).</summary>
    Inhaled,

    /// <summary>Into the nose (鼻用).</summary>
    Nasal,

    /// <summary>Into the eye (滴眼).</summary>
    Ophthalmic,

    /// <summary>On the skin (外用).</summary>
    Topical,

    /// <summary>Under the skin (皮下注射).</summary>
    Subcutaneous,
}

/// <summary>What was handed out of one drug.</summary>
/// <param name="Drug">Its code in the formulary.</param>
/// <param name="Packs">How many packs: at least one, at most as many as prescribed.</param>
[GenerateSerializer, Immutable, Alias("consult.DispensedItem")]
public sealed record DispensedItem(
    [property: Id(0)] string Drug,
    [property: Id(1)] int Packs)
{
    /// <summary>Never what it says.</summary>
    public override string ToString() => "(private)";
}
