using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Consult.Api.Directory;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Limit">How many entries, clamped to 1–100; 20 when not said.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
internal readonly record struct Paging([property: FromQuery(Name = "limit")] int? Limit, [property: FromQuery(Name = "after")] string? After)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>The directory's query for entries that carry every given term; null when <see cref="After"/> is not one of ours.</summary>
    public EntryQuery? Query(string kind, params ReadOnlySpan<(string Field, string? Value)> terms)
    {
        (long, FeedId)? after = null;
        if (After is not null)
        {
            if (!TryParse(kind, After, out var last)) return null;
            after = last;
        }
        var wanted = new List<string>();
        foreach (var (field, value) in terms)
            if (value is not null) wanted.Add($"{field}:{value}");
        return new(kind, [.. wanted], Math.Clamp(Limit ?? DefaultLimit, 1, MaxLimit), after);
    }

    /// <summary>The form in which clients carry the place of an entry; they need not understand it.</summary>
    public static string Mark(Entry last) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{last.Rank}|{last.Feed.Key}")));

    private static bool TryParse(string kind, string mark, out (long Rank, FeedId Feed) last)
    {
        last = default;
        if (mark.Length > 200 || !Base64Url.IsValid(mark)) return false;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(mark));
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0
            || !long.TryParse(text.AsSpan(0, bar), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rank)
            || !KeyForm.IsKey(text[(bar + 1)..])) return false;
        last = (rank, new(kind, text[(bar + 1)..]));
        return true;
    }
}
