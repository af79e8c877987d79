using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>Which protocols the hub speaks beside JSON: the official MessagePack.</summary>
internal static class HubProtocols
{
    /// <summary>Adds MessagePack.</summary>
    public static void AddOthers(ISignalRServerBuilder signalR) =>
        signalR.AddMessagePackProtocol(options => options.SerializerOptions = MessagePackSerializerOptions.Standard
            .WithResolver(new JsonShapes())
            .WithSecurity(MessagePackSecurity.UntrustedData));
}

/// <summary>
/// Gives everything the shape that it has in the JSON protocol, so that there is one description of messages, and one set
/// of names, for both.
/// </summary>
internal sealed class JsonShapes : IFormatterResolver
{
    /// <inheritdoc/>
    public IMessagePackFormatter<T>? GetFormatter<T>() => BuiltinResolver.Instance.GetFormatter<T>() ?? JsonShape<T>.Instance;
}

/// <summary>One type, by way of its JSON.</summary>
internal sealed class JsonShape<T> : IMessagePackFormatter<T?>
{
    public static readonly IMessagePackFormatter<T> Instance = new JsonShape<T>()!;

    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options) =>
        MessagePackSerializer.ConvertFromJson(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), ref writer, options);

    /// <inheritdoc/>
    public T? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        using var json = new StringWriter();
        MessagePackSerializer.ConvertToJson(ref reader, json, options);
        return JsonSerializer.Deserialize<T>(json.ToString(), JsonSerializerOptions.Web);
    }
}
