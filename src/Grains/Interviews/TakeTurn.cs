using Consult.Feeds;

namespace Consult.Interviews;

// What the assistant said. It never crosses a boundary, so nobody but the shell can make it up.

/// <summary>The question of that number; null when there is nothing left to ask.</summary>
internal sealed record TakeQuestion(int Number, TextSource Source, AssistantQuestion? Question) : Command;

/// <summary>The summary, with its label.</summary>
internal sealed record TakeSummary(TextSource Source, PrivateText Text) : Command;
