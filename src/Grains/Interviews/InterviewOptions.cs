namespace Consult.Interviews;

/// <summary>What an operator can change about the questions before a doctor joins (预问诊): the section <c>Interviews</c>.</summary>
public sealed record InterviewOptions
{
    /// <summary>The most questions of one interview that can be configured.</summary>
    public const int MostQuestions = 20;

    /// <summary>Whether questions are asked at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Names of departments that ask none.</summary>
    public string[] WithoutDepartments { get; init; } = [];

    /// <summary>The most questions of one interview, 1–20.</summary>
    public int MaxQuestions { get; init; } = 8;

    /// <summary>The longest answer, in UTF-16 code units.</summary>
    public int MaxAnswer { get; init; } = 500;

    /// <summary>Path of the operator's questions, a file like the one that is shipped; that one when null.</summary>
    public string? Script { get; init; }

    /// <summary>How long a model may take for a question or a summary; then the script has its place.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>By which department's questions is asked; null for none.</summary>
    /// <param name="department">Its name; null when it is not known.</param>
    internal string? DepartmentOf(string? department) =>
        Enabled && !string.IsNullOrWhiteSpace(department) && !WithoutDepartments.Contains(department) ? department : null;
}
