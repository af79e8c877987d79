using System.Security.Cryptography;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Attachments;

/// <summary>Fifty megabytes in and out, on each store. Whatever the size, nothing larger than a chunk is kept in one piece.</summary>
public sealed class LargeFileTests
{
    private const int Size = 50 * 1024 * 1024;

    [Fact]
    public async Task Fifty_megabytes_go_in_and_come_out_of_a_folder()
    {
        await using var server = await TestServer.StartAsync();
        await WalkAsync(server);
        System.IO.Directory.EnumerateFiles(Path.Combine(server.Data, "blobs"), "*", SearchOption.AllDirectories)
            .Max(file => new FileInfo(file).Length).ShouldBeLessThan(Sending.ChunkSize + 64);
    }

    [AzuriteFact]
    public async Task Fifty_megabytes_go_in_and_come_out_of_Azure()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var server = await TestServer.StartAsync(settings: ["--Blobs:Azure:ConnectionString", azurite.ConnectionString]);
        await WalkAsync(server);
        System.IO.Directory.Exists(Path.Combine(server.Data, "blobs")).ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task Without_Azure_a_chunk_is_refused_for_now_and_everything_else_goes_on()
    {
        var azurite = await Azurite.StartAsync();
        await using var server = await TestServer.StartAsync(settings: ["--Blobs:Azure:ConnectionString", azurite.ConnectionString]);
        using var practice = await Practice.OpenAsync(server);
        var consultation = await practice.BeginAsync();
        var file = Sending.Sound(100);
        var id = Practice.Accepted(await practice.Lin.AnnounceAsync(consultation, file.Length)).Id;
        await azurite.DisposeAsync();

        (await practice.Lin.SendChunkAsync(id, file, 0)).Code.ShouldBe("busy");

        Practice.Accepted(await practice.Lin.PostAsync($"/consultations/{consultation}/messages", new { text = "还在" }));
    }

    private static async Task WalkAsync(TestServer server)
    {
        using var practice = await Practice.OpenAsync(server);
        var consultation = await practice.BeginAsync();
        var file = Sending.Sound(Size);
        var id = await practice.Lin.AttachAsync(consultation, file);

        using var response = await server.FollowAsync(await practice.Wang.LinkAsync(id));
        response.Content.Headers.ContentLength.ShouldBe(Size);
        var digest = await SHA256.HashDataAsync(await response.Content.ReadAsStreamAsync());
        Convert.ToHexStringLower(digest).ShouldBe(Sending.DigestOf(file));
    }
}

/// <summary>A fact that needs Azurite; where it is missing it is skipped and says so, under CI it runs and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AzuriteFactAttribute : FactAttribute
{
    /// <summary>A fact that needs Azurite.</summary>
    public AzuriteFactAttribute() => Skip = Azurite.Missing;
}
