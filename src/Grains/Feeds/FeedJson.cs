using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Consult.Feeds;

/// <summary>The one way in which events, commands and states become JSON.</summary>
public static class FeedJson
{
    /// <summary>Every property; for commands, states and what clients receive.</summary>
    public static readonly JsonSerializerOptions Options = Make(_ => true);

    /// <summary>Of an event's body, what is stored in clear.</summary>
    public static readonly JsonSerializerOptions Clear = Make(property => !IsPrivate(property));

    /// <summary>Of an event's body, what is sealed.</summary>
    public static readonly JsonSerializerOptions Private = Make(IsPrivate);

    private static bool IsPrivate(JsonPropertyInfo property) =>
        property.PropertyType == typeof(PrivateText) || property.PropertyType == typeof(ImmutableArray<PrivateText>);

    private static JsonSerializerOptions Make(Func<JsonPropertyInfo, bool> keepOfBody)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(type =>
        {
            if (!type.Type.IsAssignableTo(typeof(EventBody))) return;
            for (var i = type.Properties.Count - 1; i >= 0; i--)
                if (!keepOfBody(type.Properties[i]))
                    type.Properties.RemoveAt(i);
        });
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = resolver,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // The default encoder spends six bytes on every Chinese character. The output is JSON, never HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new UtcTimeConverter() },
        };
        options.MakeReadOnly();
        return options;
    }
}
