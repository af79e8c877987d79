using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Api.Problems;
using Consult.Feeds;

namespace Consult.Api;

/// <summary>JSON as clients send and receive it: the names of <see cref="Feeds.FeedJson"/>, strict about what comes in.</summary>
internal static class ApiJson
{
    /// <summary>Sets up a serializer.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // The default encoder spends six bytes on every Chinese character. The output is JSON, never HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new RequestTextConverter());
        options.Converters.Add(new RequestStringConverter());
    }
}
