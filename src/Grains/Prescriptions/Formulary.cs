using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Prescriptions;

/// <summary>
/// The drugs that can be prescribed: a JSON file in the shape of a national formulary, which an operator replaces by
/// the hospital's own. Read and checked once, at the start.
/// </summary>
public sealed class Formulary
{
    /// <summary>The most drugs of a formulary; a larger file is refused.</summary>
    public const int MaxDrugs = 20_000;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly FrozenDictionary<string, Drug> _byCode;
    private readonly ImmutableArray<Drug> _drugs;

    private Formulary(FormularyFile file)
    {
        Edition = file.Edition;
        _drugs = [.. file.Drugs.OrderBy(drug => drug.Code, StringComparer.Ordinal)];
        _byCode = _drugs.ToFrozenDictionary(drug => drug.Code, StringComparer.Ordinal);
    }

    /// <summary>Which edition it is, as the file says.</summary>
    public string Edition { get; }

    /// <summary>The drug of that code; null when there is none.</summary>
    public Drug? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Drugs whose code or generic name holds the text, in the order of their codes.</summary>
    public ImmutableArray<Drug> Search(string text, int limit) =>
    [
        .. _drugs.Where(drug => drug.Code.Contains(text, StringComparison.OrdinalIgnoreCase)
                || drug.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Take(limit),
    ];

    /// <summary>Reads a formulary.</summary>
    /// <param name="path">The operator's file; null or empty for the one that is shipped.</param>
    /// <exception cref="FormularyException">It cannot be read, or is not one.</exception>
    public static Formulary Load(string? path)
    {
        try
        {
            using var file = string.IsNullOrEmpty(path)
                ? typeof(Formulary).Assembly.GetManifestResourceStream("Consult.Prescriptions.formulary.json")!
                : File.OpenRead(path);
            var read = JsonSerializer.Deserialize<FormularyFile>(file, Strict)
                ?? throw new FormularyException("it is null");
            return Check(read) is { } wrong ? throw new FormularyException(wrong) : new(read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FormularyException(e.Message);
        }
    }

    private static string? Check(FormularyFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Edition)) return "it names no edition";
        if (file.Drugs.IsDefaultOrEmpty) return "it has no drugs";
        if (file.Drugs.Length > MaxDrugs) return $"it has more than {MaxDrugs} drugs";
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var drug in file.Drugs)
        {
            if (drug is null || !KeyForm.IsKey(drug.Code)) return "a code is not 1–64 letters, digits, dots, hyphens and underscores";
            if (!codes.Add(drug.Code)) return $"{drug.Code} is there twice";
            string[] texts = [drug.Name, drug.Form, drug.Strength, drug.Unit];
            if (texts.Any(string.IsNullOrWhiteSpace)) return $"{drug.Code} lacks its name, form, strength or unit";
            if (drug.PackSize is not (> 0 and <= 100_000)) return $"the pack of {drug.Code} must hold more than 0 and at most 100,000 units";
            if (drug.IsControlled && drug.LongTerm) return $"{drug.Code} is controlled, so it cannot be for long-term prescriptions";
        }
        return null;
    }

    private sealed record FormularyFile
    {
        public required string Edition { get; init; }

        public required ImmutableArray<Drug> Drugs { get; init; }
    }
}

/// <summary>One drug in one form, strength and pack.</summary>
public sealed record Drug
{
    /// <summary>The operator's code: 1–64 letters, digits, dots, hyphens and underscores.</summary>
    public required string Code { get; init; }

    /// <summary>Generic name (通用名).</summary>
    public required string Name { get; init; }

    /// <summary>Form (剂型), as in <c>片剂</c>.</summary>
    public required string Form { get; init; }

    /// <summary>Strength (规格), as in <c>0.5g</c>.</summary>
    public required string Strength { get; init; }

    /// <summary>In what doses are counted, as in <c>片</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>How many units a pack holds.</summary>
    public required decimal PackSize { get; init; }

    /// <summary>How the law classes it.</summary>
    public required DrugClass Class { get; init; }

    /// <summary>Whether it is listed for young children (儿童用药).</summary>
    public required bool Paediatric { get; init; }

    /// <summary>Whether it may be part of a long-term prescription (长期处方).</summary>
    public required bool LongTerm { get; init; }

    /// <summary>Whether it is never prescribed online (互联网诊疗监管细则 2022).</summary>
    [JsonIgnore] public bool IsControlled => Class is DrugClass.Narcotic or DrugClass.Psychotropic;
}

/// <summary>How the law classes a drug.</summary>
public enum DrugClass
{
    /// <summary>Neither of the others.</summary>
    Ordinary,

    /// <summary>Antimicrobial (抗菌药物).</summary>
    Antimicrobial,

    /// <summary>Narcotic (麻醉药品).</summary>
    Narcotic,

    /// <summary>Psychotropic of either category (精神药品).</summary>
    Psychotropic,
}

/// <summary>The formulary cannot be used; the message says why, for the operator.</summary>
public sealed class FormularyException(string why) : Exception($"The formulary cannot be used: {why}.");
