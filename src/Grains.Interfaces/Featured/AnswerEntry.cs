using Consult.Feeds;
using Consult.Groups;

namespace Consult.Featured;

/// <summary>A published answer in lists.</summary>
/// <param name="Group">The group it comes from.</param>
/// <param name="Department">Its department.</param>
/// <param name="Doctor">Who answered.</param>
/// <param name="PublishedAt">Since when it is published.</param>
/// <param name="Question">The masked question.</param>
/// <param name="Text">The masked answer.</param>
public sealed record AnswerEntry(
    GroupId Group, string Department, DoctorId Doctor, DateTimeOffset PublishedAt, string Question, string Text) : IDirectoryEntry;
