using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Attachments;

/// <summary>How a client sends files and reads them.</summary>
internal static class Sending
{
    public const int ChunkSize = 1024 * 1024;

    /// <summary>Sound that nobody has recorded: a WAV header and noise.</summary>
    public static byte[] Sound(int size)
    {
        var file = new byte[size];
        new Random(size).NextBytes(file);
        "RIFF"u8.CopyTo(file);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        return file;
    }

    public static string DigestOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Announces a file.</summary>
    public static Task<Reply> AnnounceAsync(this Person who, string consultation, long size, string? sha256 = null, string? mediaType = null) =>
        who.PostAsync($"/consultations/{consultation}/attachments", new { size, sha256, mediaType, name = "咳嗽 录音.wav" });

    /// <summary>Sends one chunk of a file.</summary>
    public static async Task<Reply> SendChunkAsync(this Person who, string attachment, byte[] file, int chunk)
    {
        var from = chunk * ChunkSize;
        using var content = new ByteArrayContent(file, from, Math.Min(ChunkSize, file.Length - from));
        return await who.SendAsync(HttpMethod.Put, $"/attachments/{attachment}/chunks/{chunk}", content, key: null);
    }

    public static Task<Reply> CompleteAsync(this Person who, string attachment) => who.PostAsync($"/attachments/{attachment}/complete");

    /// <summary>Sends a whole file, and has it checked.</summary>
    /// <returns>The attachment, and the answer to the check.</returns>
    public static async Task<(string Id, Reply Answer)> SendAsync(this Person who, string consultation, byte[] file, string? sha256 = null)
    {
        var id = Practice.Accepted(await who.AnnounceAsync(consultation, file.Length, sha256)).Id;
        for (var chunk = 0; chunk * ChunkSize < file.Length; chunk++)
            (await who.SendChunkAsync(id, file, chunk)).Status.ShouldBe(204);
        return (id, await who.CompleteAsync(id));
    }

    /// <summary>Sends a whole file that must be accepted.</summary>
    public static async Task<string> AttachAsync(this Person who, string consultation, byte[] file)
    {
        var (id, answer) = await who.SendAsync(consultation, file);
        Practice.Accepted(answer);
        return id;
    }

    public static Task<Reply> AskLinkAsync(this Person who, string attachment, bool thumbnail = false) =>
        who.PostAsync($"/attachments/{attachment}/links", new { seconds = 120, thumbnail });

    public static async Task<string> LinkAsync(this Person who, string attachment, bool thumbnail = false) =>
        Practice.Accepted(await who.AskLinkAsync(attachment, thumbnail))["url"].GetString()!;

    /// <summary>Follows a link, without a sign-in.</summary>
    public static async Task<HttpResponseMessage> FollowAsync(this TestServer server, string link, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = range } };
        return await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>What following a link is refused with.</summary>
    public static async Task<string?> RefusalAsync(this TestServer server, string link)
    {
        using var response = await server.FollowAsync(link);
        return response.IsSuccessStatusCode ? null : (await Reply.ReadAsync(response)).Code;
    }

    /// <summary>Begins to send a chunk, and is cut off in the middle.</summary>
    public static async Task SendHalfAsync(this Person who, TestServer server, string attachment, byte[] file, int chunk)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Url.Host, server.Url.Port);
        var head = $"PUT /attachments/{attachment}/chunks/{chunk} HTTP/1.1\r\nHost: {server.Url.Authority}\r\n"
            + $"Authorization: Bearer {who.Token}\r\nContent-Length: {ChunkSize}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await socket.GetStream().WriteAsync(file.AsMemory(chunk * ChunkSize, ChunkSize / 2));
    }
}
