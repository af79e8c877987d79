using System.Buffers.Binary;
using Consult.Attachments;
using Consult.Silo.Blobs;
using SkiaSharp;

namespace Consult.Silo.Tests.Blobs;

public sealed class ThumbnailTests
{
    private readonly SkiaThumbnails _thumbnails = new();

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void The_longest_side_is_320_pixels_and_the_shape_stays(SKEncodedImageFormat format)
    {
        using var small = Decode(_thumbnails.Make(Picture(2000, 1000, format)));
        (small.Width, small.Height).ShouldBe((320, 160));
    }

    [Fact]
    public void A_small_picture_is_not_made_larger()
    {
        using var small = Decode(_thumbnails.Make(Picture(40, 30, SKEncodedImageFormat.Png)));
        (small.Width, small.Height).ShouldBe((40, 30));
    }

    [Theory]
    // Exif, tag 0x0112: where the stored top left corner is to be shown. The picture's own top left quarter is red.
    [InlineData(1, 320, 160, 0, 0)]
    [InlineData(2, 320, 160, 1, 0)]
    [InlineData(3, 320, 160, 1, 1)]
    [InlineData(4, 320, 160, 0, 1)]
    [InlineData(5, 160, 320, 0, 0)]
    [InlineData(6, 160, 320, 1, 0)]
    [InlineData(7, 160, 320, 1, 1)]
    [InlineData(8, 160, 320, 0, 1)]
    public void A_picture_is_shown_as_the_camera_was_held(byte origin, int width, int height, int right, int down)
    {
        using var small = Decode(_thumbnails.Make(WithOrigin(Picture(640, 320, SKEncodedImageFormat.Jpeg), origin)));
        (small.Width, small.Height).ShouldBe((width, height));
        for (var x = 0; x < 2; x++)
            for (var y = 0; y < 2; y++)
            {
                var color = small.GetPixel((width / 4) + (x * width / 2), (height / 4) + (y * height / 2));
                (color.Red > 200 && color.Blue < 80).ShouldBe((x, y) == (right, down), $"{x}, {y}: {color}");
            }
    }

    [Fact]
    public void An_image_of_more_than_50_million_pixels_is_refused_before_it_is_decoded()
    {
        // The header of a PNG says how large it is; there is nothing behind it that could be decoded.
        var bomb = Picture(10, 10, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 10_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 5_001);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc(bomb.AsSpan(12, 17)));

        _thumbnails.Make(bomb).ShouldBe(new Thumbnail(IsTooLarge: true, Jpeg: null));
    }

    [Fact]
    public void What_cannot_be_decoded_has_no_thumbnail() =>
        _thumbnails.Make([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]).ShouldBe(new Thumbnail(IsTooLarge: false, Jpeg: null));

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2, height / 2, red);
        }
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static SKBitmap Decode(Thumbnail thumbnail)
    {
        var jpeg = thumbnail.Jpeg.ShouldNotBeNull();
        jpeg.AsSpan(0, 3).SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).ShouldBeTrue();
        return SKBitmap.Decode(jpeg);
    }

    // An APP1 segment with one tag, behind the start of the image.
    private static byte[] WithOrigin(byte[] jpeg, byte origin) =>
    [
        .. jpeg.AsSpan(0, 2), 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, origin, 0, 0, 0, 0, 0, 0, .. jpeg.AsSpan(2),
    ];

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
