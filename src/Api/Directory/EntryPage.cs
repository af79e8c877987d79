using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Feeds.Storage;

namespace Consult.Api.Directory;

/// <summary>A page of the directory as clients receive it.</summary>
/// <param name="Entries">What lists show of each, as its feed wrote it, with its <c>id</c>.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal readonly record struct EntryPage(ImmutableArray<JsonObject> Entries, string? Next)
{
    /// <summary>The page that a query found.</summary>
    public static EntryPage Of(EntryQuery query, ImmutableArray<Entry> found) =>
        new([.. found.Select(Shown)], found.Length < query.Limit ? null : Paging.Mark(found[^1]));

    private static JsonObject Shown(Entry entry)
    {
        var shown = JsonNode.Parse(entry.Data)!.AsObject();
        shown.Insert(0, "id", entry.Feed.Key);
        return shown;
    }
}
