using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>
/// The assistant that needs no model: questions from a file, a list for each department and one for all others. It
/// keeps nothing and knows no clock, so the same material has the same next question.
/// </summary>
public sealed class ScriptedAssistant : IAssistant
{
    /// <summary>The longest question, in UTF-16 code units.</summary>
    public const int MaxQuestion = 200;

    /// <summary>The most questions, and the most departments, of a file.</summary>
    public const int MaxEntries = 1000;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    private readonly FrozenDictionary<string, ImmutableArray<ScriptQuestion>> _byDepartment;
    private readonly ImmutableArray<ScriptQuestion> _general;

    private ScriptedAssistant(ScriptFile file)
    {
        var byTopic = file.Questions.ToDictionary(question => question.Topic, StringComparer.Ordinal);
        _general = [.. file.General.Select(topic => byTopic[topic])];
        _byDepartment = file.Departments
            .SelectMany(department => department.Names.Select(name => (name, department.Ask)))
            .ToFrozenDictionary(
                entry => entry.name,
                entry => entry.Ask.Select(topic => byTopic[topic]).ToImmutableArray(),
                StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public TextSource Source => TextSource.Script;

    /// <summary>The first question of the department's list that applies and was not asked; null when none is left.</summary>
    public AssistantQuestion? Next(InterviewMaterial material)
    {
        var list = _byDepartment.GetValueOrDefault(material.Department, _general);
        var next = list.FirstOrDefault(question =>
            question.AppliesTo(material.Age) && material.Turns.All(turn => turn.Topic != question.Topic));
        return next is null ? null : new(next.Topic, next.Text);
    }

    Task<AssistantQuestion?> IAssistant.NextAsync(InterviewMaterial material, CancellationToken cancellationToken) =>
        Task.FromResult(Next(material));

    Task<PrivateText> IAssistant.SummarizeAsync(InterviewMaterial material, CancellationToken cancellationToken) =>
        Task.FromResult(PrivateText.Gone);

    /// <summary>Reads a script.</summary>
    /// <param name="path">The operator's file; null or empty for the one that is shipped.</param>
    /// <exception cref="InterviewScriptException">It cannot be read, or is not one.</exception>
    public static ScriptedAssistant Load(string? path)
    {
        try
        {
            using var file = string.IsNullOrEmpty(path)
                ? typeof(ScriptedAssistant).Assembly.GetManifestResourceStream("Consult.Interviews.questions.json")!
                : File.OpenRead(path);
            var read = JsonSerializer.Deserialize<ScriptFile>(file, Strict) ?? throw new InterviewScriptException("it is null");
            return Check(read) is { } wrong ? throw new InterviewScriptException(wrong) : new(read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InterviewScriptException(e.Message);
        }
    }

    private static string? Check(ScriptFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Edition)) return "it names no edition";
        if (file.Questions.IsDefaultOrEmpty) return "it has no questions";
        if (file.Departments.IsDefault) return "it lacks its departments";
        if (file.Questions.Length > MaxEntries || file.Departments.Length > MaxEntries)
            return $"it has more than {MaxEntries} questions or departments";
        var topics = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in file.Questions)
        {
            if (question is null || !KeyForm.IsKey(question.Topic)) return "a topic is not 1–64 letters, digits, dots, hyphens and underscores";
            if (!topics.Add(question.Topic)) return $"{question.Topic} is there twice";
            if (TextRules.Check(question.Text, MaxQuestion) is not null) return $"the text of {question.Topic} is not 1–{MaxQuestion} characters";
        }
        return CheckList("general", file.General, topics) ?? CheckDepartments(file, topics);
    }

    private static string? CheckDepartments(ScriptFile file, HashSet<string> topics)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var department in file.Departments)
        {
            if (department is null || department.Names.IsDefaultOrEmpty || department.Names.Any(string.IsNullOrWhiteSpace))
                return "a department has no name";
            if (department.Names.FirstOrDefault(name => !names.Add(name)) is { } twice) return $"{twice} is there twice";
            if (CheckList(department.Names[0], department.Ask, topics) is { } wrong) return wrong;
        }
        return null;
    }

    private static string? CheckList(string name, ImmutableArray<string> list, HashSet<string> topics)
    {
        if (list.IsDefaultOrEmpty) return $"{name} asks nothing";
        if (list.FirstOrDefault(topic => topic is null || !topics.Contains(topic)) is { } unknown) return $"{name} asks {unknown}, which is no question";
        return list.Distinct(StringComparer.Ordinal).Count() == list.Length ? null : $"{name} asks something twice";
    }

    private sealed record ScriptFile
    {
        public required string Edition { get; init; }

        public required ImmutableArray<ScriptQuestion> Questions { get; init; }

        public required ImmutableArray<string> General { get; init; }

        public required ImmutableArray<ScriptDepartment> Departments { get; init; }
    }

    private sealed record ScriptDepartment
    {
        public required ImmutableArray<string> Names { get; init; }

        public required ImmutableArray<string> Ask { get; init; }
    }

    private sealed record ScriptQuestion
    {
        public required string Topic { get; init; }

        public required string Text { get; init; }

        // For those who keep the file and do not read Chinese; never shown to patients.
        public string? English { get; init; }

        public int? FromAge { get; init; }

        public int? ToAge { get; init; }

        // Of unknown age whoever is asked too much can skip it.
        public bool AppliesTo(int? age) => !(age < FromAge) && !(age > ToAge);
    }
}

/// <summary>The script cannot be used; the message says why, for the operator.</summary>
public sealed class InterviewScriptException(string why) : Exception($"The questions of interviews cannot be used: {why}.");
