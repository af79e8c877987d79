using System.Text;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Attachments;

/// <summary>A file comes in, in chunks, over a network that breaks.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Practice _practice = null!;
    private string _consultation = "";

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _practice = await Practice.OpenAsync(_server);
        _consultation = await _practice.BeginAsync();
    }

    public async Task DisposeAsync()
    {
        _practice.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_was_cut_off_goes_on_where_it_was_and_the_doctor_reads_what_the_patient_sent()
    {
        var file = Sending.Sound((2 * Sending.ChunkSize) + 100);
        var begun = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length, Sending.DigestOf(file), "audio/wav"));
        begun.Status.ShouldBe(201);
        (await _practice.Lin.SendChunkAsync(begun.Id, file, 0)).Status.ShouldBe(204);
        await _practice.Lin.SendHalfAsync(_server, begun.Id, file, 1);
        (await _practice.Lin.CompleteAsync(begun.Id)).Code.ShouldBe("attachment.incomplete");

        Missing(await _practice.Lin.GetAsync($"/attachments/{begun.Id}")).ShouldBe([1, 2]);
        foreach (var chunk in new[] { 1, 2, 2 }) (await _practice.Lin.SendChunkAsync(begun.Id, file, chunk)).Status.ShouldBe(204);
        Practice.Accepted(await _practice.Lin.CompleteAsync(begun.Id));
        Practice.Accepted(await _practice.Lin.PostAsync(
            $"/consultations/{_consultation}/messages", new { text = "", attachments = new[] { begun.Id } }));

        var seen = (await _practice.Wang.GetAsync($"/attachments/{begun.Id}"))["attachment"];
        (seen.GetProperty("type").GetString(), seen.GetProperty("sha256").GetString()).ShouldBe(("audio/wav", Sending.DigestOf(file)));
        using var response = await _server.FollowAsync(await _practice.Wang.LinkAsync(begun.Id));
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(file);
    }

    [Fact]
    public async Task What_was_sent_before_a_restart_is_there_after_it()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("consult-");
        var file = Sending.Sound(Sending.ChunkSize + 1);
        string consultation, id;
        await using (var first = await TestServer.StartAsync(data: data.FullName))
        {
            using var practice = await Practice.OpenAsync(first);
            consultation = await practice.BeginAsync();
            id = Practice.Accepted(await practice.Lin.AnnounceAsync(consultation, file.Length)).Id;
            await practice.Lin.SendChunkAsync(id, file, 0);
        }
        await using (var second = await TestServer.StartAsync(data: data.FullName))
        {
            using var lin = await Person.SignInAsync(second, "a-lin", "patient");
            Missing(await lin.GetAsync($"/attachments/{id}")).ShouldBe([1]);
            await lin.SendChunkAsync(id, file, 1);
            Practice.Accepted(await lin.CompleteAsync(id));
        }
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_of_another_type_is_refused_whatever_it_is_called_and_its_bytes_go()
    {
        var page = Encoding.ASCII.GetBytes("<html><script>alert(1)</script></html>");
        var id = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, page.Length, mediaType: "image/png")).Id;
        await _practice.Lin.SendChunkAsync(id, page, 0);

        (await _practice.Lin.CompleteAsync(id)).Code.ShouldBe("attachment.type");

        (await _practice.Lin.CompleteAsync(id)).Code.ShouldBe("attachment.type", "it is remembered");
        (await _practice.Lin.SendChunkAsync(id, page, 0)).Code.ShouldBe("attachment.closed");
        (await _practice.Lin.AskLinkAsync(id)).Code.ShouldBe("attachment.gone");
        await UntilRemovedAsync(id);
    }

    [Fact]
    public async Task A_film_is_refused_before_it_is_sent() =>
        (await _practice.Lin.AnnounceAsync(_consultation, 1000, mediaType: "video/mp4")).Code.ShouldBe("attachment.type");

    [Fact]
    public async Task What_is_not_what_was_announced_is_refused()
    {
        var (id, answer) = await _practice.Lin.SendAsync(_consultation, Sending.Sound(1000), sha256: new string('0', 64));
        answer.Code.ShouldBe("attachment.digest");
        await UntilRemovedAsync(id);
    }

    [Fact]
    public async Task Sizes_are_held_to()
    {
        (await _practice.Lin.AnnounceAsync(_consultation, 0)).Code.ShouldBe("attachment.size");
        (await _practice.Lin.AnnounceAsync(_consultation, (50 * 1024 * 1024) + 1)).Code.ShouldBe("attachment.size");

        var file = Sending.Sound((2 * Sending.ChunkSize) + 100);
        var id = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Id;
        foreach (var (chunk, length) in new[] { (0, Sending.ChunkSize - 1), (2, 99), (2, 101), (0, Sending.ChunkSize + 1), (3, 1), (-1, 1) })
        {
            using var content = new ByteArrayContent(file, 0, length);
            var reply = await _practice.Lin.SendAsync(HttpMethod.Put, $"/attachments/{id}/chunks/{chunk}", content, key: null);
            reply.Code.ShouldBe("attachment.chunk", $"{chunk}, {length}");
        }
        Missing(await _practice.Lin.GetAsync($"/attachments/{id}")).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task A_body_without_a_length_is_held_to_it_all_the_same()
    {
        var file = Sending.Sound(1000);
        var id = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Id;
        foreach (var length in new[] { 999, 1001, Sending.ChunkSize + 1 })
        {
            using var content = new StreamContent(new Unmeasured(new byte[length]));
            var reply = await _practice.Lin.SendAsync(HttpMethod.Put, $"/attachments/{id}/chunks/0", content, key: null);
            reply.Code.ShouldBe("attachment.chunk", $"{length}");
        }
        Missing(await _practice.Lin.GetAsync($"/attachments/{id}")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_chunk_that_is_there_stays_as_it_is()
    {
        var (first, second) = (Sending.Sound(1000), Sending.Sound(1000).Reverse().ToArray());
        var id = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, 1000)).Id;
        await _practice.Lin.SendChunkAsync(id, first, 0);
        await _practice.Lin.SendChunkAsync(id, second, 0);
        Practice.Accepted(await _practice.Lin.CompleteAsync(id));
        using var response = await _server.FollowAsync(await _practice.Lin.LinkAsync(id));
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task An_account_has_twenty_unfinished_uploads_and_one_completed_makes_room()
    {
        var file = Sending.Sound(100);
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Id);
        (await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Code.ShouldBe("attachment.limit");
        Practice.Accepted(await _practice.Wang.AnnounceAsync(_consultation, file.Length));

        await _practice.Lin.SendChunkAsync(ids[0], file, 0);
        Practice.Accepted(await _practice.Lin.CompleteAsync(ids[0]));
        // The account hears of it by a reaction.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var reply = await _practice.Lin.AnnounceAsync(_consultation, file.Length);
            if (reply.Status == 201) return;
            reply.Code.ShouldBe("attachment.limit");
        }
        Assert.Fail("The place was never free.");
    }

    [Fact]
    public async Task Nothing_of_a_file_lies_on_the_disk_as_it_is()
    {
        var file = Encoding.ASCII.GetBytes("%PDF-1.7 " + string.Concat(Enumerable.Repeat("positive finding ", 1000)));
        var id = await _practice.Lin.AttachAsync(_consultation, file);
        foreach (var kept in System.IO.Directory.EnumerateFiles(_server.Data, "*", SearchOption.AllDirectories).Where(path => path.Contains(id, StringComparison.Ordinal)))
            File.ReadAllBytes(kept).AsSpan().IndexOf("finding"u8).ShouldBe(-1, kept);
    }

    private async Task UntilRemovedAsync(string id)
    {
        for (var attempt = 0; attempt < 5_000; attempt++)
        {
            if (!System.IO.Directory.Exists(Path.Combine(_server.Data, "blobs", "at-" + id))) return;
            await _practice.Lin.GetAsync("/codes");
        }
        Assert.Fail("The bytes were never removed.");
    }

    private static int[] Missing(Reply reply) => [.. reply["missing"].EnumerateArray().Select(chunk => chunk.GetInt32())];

    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
