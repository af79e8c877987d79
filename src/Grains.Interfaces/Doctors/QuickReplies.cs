using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>
/// Saves a text that the doctor uses again and again (常用语), or replaces the one under that key. By the doctor. Above
/// 100 of them: <see cref="Codes.QuickReplyLimit"/>.
/// </summary>
/// <param name="Key">The doctor's own name for it, in the form of a key.</param>
/// <param name="Text">1–1,000 UTF-16 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.SaveQuickReply")]
public sealed record SaveQuickReply(
    [property: Id(0)] string Key,
    [property: Id(1)] PrivateText Text) : Command;

/// <summary>Removes a saved text. By the doctor.</summary>
/// <param name="Key">Its key.</param>
[GenerateSerializer, Immutable, Alias("consult.RemoveQuickReply")]
public sealed record RemoveQuickReply([property: Id(0)] string Key) : Command;

/// <summary>A text was saved or replaced.</summary>
[EventType("quick.reply.saved")]
public sealed record QuickReplySaved(string Key, PrivateText Text) : EventBody;

/// <summary>A saved text was removed.</summary>
[EventType("quick.reply.removed")]
public sealed record QuickReplyRemoved(string Key) : EventBody;

/// <summary>The texts that a doctor has saved; for the doctor alone.</summary>
/// <param name="Replies">In the order in which they were first saved.</param>
[GenerateSerializer, Immutable, Alias("consult.QuickRepliesView")]
public sealed record QuickRepliesView([property: Id(0)] ImmutableArray<QuickReply> Replies);

/// <summary>A saved text.</summary>
[GenerateSerializer, Immutable, Alias("consult.QuickReply")]
public sealed record QuickReply(
    [property: Id(0)] string Key,
    [property: Id(1)] PrivateText Text);
