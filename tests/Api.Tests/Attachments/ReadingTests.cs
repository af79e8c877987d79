using Consult.Silo.Keys;
using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Consult.Api.Tests.Attachments;

/// <summary>Who may read a file, how long, and what a browser is told of it.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    private readonly VirtualClock _clock = new();
    private TestServer _server = null!;
    private Practice _practice = null!;
    private string _consultation = "";

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(_clock);
        _practice = await Practice.OpenAsync(_server);
        _consultation = await _practice.BeginAsync();
    }

    public async Task DisposeAsync()
    {
        _practice.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_read_across_its_chunks()
    {
        var file = Sending.Sound((2 * Sending.ChunkSize) + 10);
        var link = await _practice.Lin.LinkAsync(await _practice.Lin.AttachAsync(_consultation, file));

        foreach (var (from, to) in new[] { (0, 0), (Sending.ChunkSize - 5, Sending.ChunkSize + 4), (100, file.Length - 1) })
        {
            using var response = await _server.FollowAsync(link, new(from, to));
            ((int)response.StatusCode).ShouldBe(206);
            response.Content.Headers.ContentRange!.Length.ShouldBe(file.Length);
            (await response.Content.ReadAsByteArrayAsync()).ShouldBe(file[from..(to + 1)]);
        }
        using var beyond = await _server.FollowAsync(link, new(file.Length, null));
        ((int)beyond.StatusCode).ShouldBe(416);
    }

    [Fact]
    public async Task A_browser_is_told_what_it_is_and_to_keep_and_guess_nothing()
    {
        var link = await _practice.Lin.LinkAsync(await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100)));
        using var response = await _server.FollowAsync(link);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        response.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("咳嗽 录音.wav");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.CacheControl.Private.ShouldBeTrue();
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);

        var document = await _practice.Lin.AttachAsync(_consultation, "%PDF-1.7"u8.ToArray());
        using var pdf = await _server.FollowAsync(await _practice.Lin.LinkAsync(document));
        pdf.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task A_link_ends_and_cannot_be_made_up()
    {
        var id = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        var link = await _practice.Lin.LinkAsync(id);
        (await _server.RefusalAsync(link)).ShouldBeNull();
        (await _server.RefusalAsync(link[..^2] + (link[^2] == 'A' ? 'B' : 'A') + link[^1])).ShouldBe("ticket.invalid");
        (await _server.RefusalAsync("/blobs/" + new string('A', 80))).ShouldBe("ticket.invalid");
        (await _server.RefusalAsync("/blobs/***")).ShouldBe("ticket.invalid");

        _clock.Advance(TimeSpan.FromSeconds(119));
        (await _server.RefusalAsync(link)).ShouldBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await _server.RefusalAsync(link)).ShouldBe("ticket.invalid");
    }

    [Theory]
    [InlineData(59)]
    [InlineData(301)]
    public async Task A_link_lives_one_to_five_minutes(int seconds)
    {
        var id = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        (await _practice.Lin.PostAsync($"/attachments/{id}/links", new { seconds })).Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task Whose_access_ended_between_link_and_reading_reads_no_more()
    {
        var relation = $"/patients/{_practice.Patient}/relations/a-mother";
        Practice.Accepted(await _practice.Lin.PutAsync(relation, new { relation = "carer" }));
        using var mother = await Person.SignInAsync(_server, "a-mother", "patient");
        var link = await mother.LinkAsync(await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100)));
        (await _server.RefusalAsync(link)).ShouldBeNull();

        Practice.Accepted(await _practice.Lin.DeleteAsync(relation));

        (await _server.RefusalAsync(link)).ShouldBe("forbidden");
    }

    [Fact]
    public async Task Who_is_no_party_of_the_consultation_finds_nothing_there()
    {
        using var elsewhere = await Practice.OpenAsync(_server, "-2");
        var other = await elsewhere.BeginAsync();
        var file = Sending.Sound(100);
        var whole = await _practice.Lin.AttachAsync(_consultation, file);
        var begun = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Id;
        foreach (var stranger in new[] { elsewhere.Lin, elsewhere.Wang, _practice.Operator })
        {
            (await stranger.AnnounceAsync(_consultation, 100)).Code.ShouldBe("forbidden");
            foreach (var id in new[] { whole, begun, "a-never" })
            {
                (await stranger.GetAsync($"/attachments/{id}")).Code.ShouldBe("forbidden");
                (await stranger.AskLinkAsync(id)).Code.ShouldBe("forbidden");
                (await stranger.SendChunkAsync(id, file, 0)).Code.ShouldBe("forbidden");
                (await stranger.CompleteAsync(id)).Code.ShouldBe("forbidden");
                (await stranger.GetAsync($"/feeds/attachment/{id}/events")).Code.ShouldBe("forbidden");
            }
        }
        (await elsewhere.Lin.PostAsync($"/consultations/{other}/messages", new { text = "看", attachments = new[] { whole } }))
            .Code.ShouldBe("attachment.unready");
    }

    [Fact]
    public async Task Until_it_is_whole_a_file_is_its_senders_alone()
    {
        var file = Sending.Sound(100);
        var id = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Id;
        (await _practice.Wang.GetAsync($"/attachments/{id}")).Code.ShouldBe("forbidden");
        (await _practice.Wang.SendChunkAsync(id, file, 0)).Code.ShouldBe("forbidden");
        (await _practice.Wang.CompleteAsync(id)).Code.ShouldBe("forbidden");
        (await _practice.Lin.AskLinkAsync(id)).Code.ShouldBe("attachment.unready");
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/messages", new { text = "看", attachments = new[] { id } }))
            .Code.ShouldBe("attachment.unready");
    }

    [Fact]
    public async Task A_message_has_at_most_nine_files()
    {
        var id = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        foreach (var (count, code) in new[] { (9, null), (10, "invalid") })
        {
            var message = new { text = "看", attachments = Enumerable.Repeat(id, count) };
            (await _practice.Lin.PostAsync($"/consultations/{_consultation}/messages", message)).Code.ShouldBe(code);
        }
    }

    [Fact]
    public async Task A_recalled_message_takes_its_file_along_even_from_a_link_that_was_given_out()
    {
        var id = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        var posted = Practice.Accepted(await _practice.Lin.PostAsync(
            $"/consultations/{_consultation}/messages", new { text = "听一下", attachments = new[] { id } }));
        var link = await _practice.Wang.LinkAsync(id);
        var seq = posted["position"].GetString()!.Split('.')[0];

        Practice.Accepted(await _practice.Lin.PostAsync($"/consultations/{_consultation}/messages/{seq}/recall"));

        // The file hears of it by a reaction.
        for (var attempt = 0; attempt < 5_000 && await _server.RefusalAsync(link) is null; attempt++)
        {
        }
        (await _server.RefusalAsync(link)).ShouldBe("attachment.gone");
        (await _practice.Wang.AskLinkAsync(id)).Code.ShouldBe("attachment.gone");
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/messages", new { text = "再看", attachments = new[] { id } }))
            .Code.ShouldBe("attachment.unready");
    }

    [Fact]
    public async Task What_is_not_complete_after_a_day_is_gone()
    {
        var file = Sending.Sound(100);
        var id = Practice.Accepted(await _practice.Lin.AnnounceAsync(_consultation, file.Length)).Id;
        await _practice.Lin.SendChunkAsync(id, file, 0);
        _clock.Advance(TimeSpan.FromHours(24));
        using var lin = await Person.SignInAsync(_server, "a-lin", "patient");
        (await lin.CompleteAsync(id)).Code.ShouldBe("attachment.gone");
        for (var attempt = 0; attempt < 5_000 && System.IO.Directory.Exists(Path.Combine(_server.Data, "blobs", "at-" + id)); attempt++)
            await lin.GetAsync("/codes");
        System.IO.Directory.Exists(Path.Combine(_server.Data, "blobs", "at-" + id)).ShouldBeFalse();
    }

    [Fact]
    public async Task With_the_patients_key_the_files_are_gone()
    {
        var id = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        var link = await _practice.Wang.LinkAsync(id);
        await _server.Services.GetRequiredService<IKeyShredder>().DestroyAsync($"patient/{_practice.Patient}", CancellationToken.None);
        (await _server.RefusalAsync(link)).ShouldBe("attachment.gone");
    }

    [Fact]
    public async Task A_picture_has_a_thumbnail_and_sound_has_none()
    {
        var picture = await _practice.Lin.AttachAsync(_consultation, Picture(1000, 500));
        (await _practice.Wang.GetAsync($"/attachments/{picture}"))["attachment"].GetProperty("hasThumbnail").GetBoolean().ShouldBeTrue();
        using var response = await _server.FollowAsync(await _practice.Wang.LinkAsync(picture, thumbnail: true));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        using var small = SKBitmap.Decode(await response.Content.ReadAsByteArrayAsync());
        (small.Width, small.Height).ShouldBe((320, 160));

        var sound = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        (await _practice.Wang.AskLinkAsync(sound, thumbnail: true)).Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task An_image_that_would_burst_is_refused()
    {
        // 8,000 × 6,251 pixels of nothing take a few thousand bytes.
        var (_, answer) = await _practice.Lin.SendAsync(_consultation, Picture(8000, 6251));
        answer.Code.ShouldBe("attachment.pixels");
    }

    [Fact]
    public async Task No_log_line_holds_a_link_or_a_files_name()
    {
        var id = await _practice.Lin.AttachAsync(_consultation, Sending.Sound(100));
        var link = await _practice.Lin.LinkAsync(id);
        await _server.RefusalAsync(link);
        await _server.RefusalAsync(link + "A");
        await _server.StopAsync();
        foreach (var secret in new[] { link["/blobs/".Length..], "录音" })
            _server.Logs.Where(line => line.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
