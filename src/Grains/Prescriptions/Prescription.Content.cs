using System.Text.Json;
using Consult.Feeds;

namespace Consult.Prescriptions;

// What may be prescribed: the formulary and the law's numbers. Asked when it is written, and again when it is signed,
// as the formulary may have been replaced in between.
internal sealed partial class Prescription
{
    private const int MaxPresence = 100;
    private const decimal MaxDose = 1000;
    private const int DoseDecimals = 3;

    /// <summary>The code for what is wrong with a content; null when it is well.</summary>
    private string? Check(PrescriptionContent content)
    {
        if (content.Items.IsDefaultOrEmpty || content.Items.Any(item => item is null)) return Codes.Invalid;
        if (content.Items.Length > options.MaxItems) return Codes.PrescriptionTooMany;
        if (content.Items.DistinctBy(item => item.Drug).Count() < content.Items.Length) return Codes.Invalid;
        var bad = TextRules.CheckOptional(content.Assessment) ?? TextRules.CheckOptional(content.Advice)
            ?? TextRules.CheckOptional(content.GuardianPresent, MaxPresence)
            ?? TextRules.CheckOptional(content.SpecialistPresent, MaxPresence);
        return bad ?? content.Items.Select(item => Check(item, content)).FirstOrDefault(code => code is not null);
    }

    private string? Check(PrescriptionItem item, PrescriptionContent content)
    {
        if (formulary.Find(item.Drug) is not { } drug) return Codes.DrugUnknown;
        if (drug.IsControlled) return Codes.DrugControlled;
        if (item.Dose is not (> 0 and <= MaxDose) || decimal.Round(item.Dose, DoseDecimals) != item.Dose) return Codes.Invalid;
        if (!Enum.IsDefined(item.Frequency) || !Enum.IsDefined(item.Route) || item.Days < 1) return Codes.Invalid;
        if (CheckSupply(item, drug, content) is { } tooLong) return tooLong;
        return item.Packs == PacksOf(item, drug) ? null : Codes.QuantityMismatch;
    }

    private string? CheckSupply(PrescriptionItem item, Drug drug, PrescriptionContent content)
    {
        if (item.Days <= options.SupplyDays) return null;
        if (!content.IsChronic || item.Days > options.AssessedDays) return Codes.SupplyTooLong;
        if (!drug.LongTerm) return Codes.DrugShortTerm;
        if (item.Days <= options.ChronicDays) return null;
        return TextRules.Check(content.Assessment) is null ? null : Codes.AssessmentRequired;
    }

    // Who is of unknown age is treated as a child: asking for too many at the bedside is the smaller error.
    private string? CheckChild(PrescriptionContent content, int? age)
    {
        if (age >= options.ChildAge) return null;
        var isAttended = TextRules.Check(content.GuardianPresent, MaxPresence) is null
            && TextRules.Check(content.SpecialistPresent, MaxPresence) is null;
        if (!isAttended) return Codes.ChildPresenceRequired;
        return content.Items.All(item => formulary.Find(item.Drug)?.Paediatric is true) ? null : Codes.DrugNotPaediatric;
    }

    private static int PacksOf(PrescriptionItem item, Drug drug) =>
        (int)Math.Ceiling(item.Dose * DosesIn(item.Frequency, item.Days) / drug.PackSize);

    private static int DosesIn(DoseFrequency frequency, int days) => frequency switch
    {
        DoseFrequency.OnceDaily => days,
        DoseFrequency.TwiceDaily => 2 * days,
        DoseFrequency.ThreeTimesDaily => 3 * days,
        DoseFrequency.FourTimesDaily => 4 * days,
        DoseFrequency.EverySecondDay => (days + 1) / 2,
        DoseFrequency.OnceWeekly => (days + 6) / 7,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };

    private static PrivateText Write<T>(T value) => JsonSerializer.Serialize(value, FeedJson.Options);

    /// <summary>The content of its text; without items when the text is gone with its key.</summary>
    private static PrescriptionContent Read(PrivateText text) =>
        text.Value is { } json ? JsonSerializer.Deserialize<PrescriptionContent>(json, FeedJson.Options)! : new() { Items = [] };
}
