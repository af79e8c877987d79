using Consult.Attachments;
using SkiaSharp;

namespace Consult.Silo.Blobs;

/// <summary>Thumbnails by Skia: JPEG, PNG, WebP and GIF (its first picture). It cannot decode HEIC.</summary>
internal sealed class SkiaThumbnails : IThumbnails
{
    private const int Quality = 80;

    /// <inheritdoc/>
    public Thumbnail Make(byte[] image)
    {
        using var data = SKData.CreateCopy(image);
        using var codec = SKCodec.Create(data);
        if (codec is null) return new(IsTooLarge: false, Jpeg: null);
        if ((long)codec.Info.Width * codec.Info.Height > IThumbnails.MaxPixels) return new(IsTooLarge: true, Jpeg: null);
        using var bitmap = Decode(codec);
        return new(IsTooLarge: false, bitmap is null ? null : Shrink(bitmap, codec.EncodedOrigin));
    }

    // Where the format allows it, fewer pixels are decoded in the first place.
    private static SKBitmap? Decode(SKCodec codec)
    {
        var scale = (float)(2 * IThumbnails.LongestSide) / Math.Max(codec.Info.Width, codec.Info.Height);
        var size = scale < 1 ? codec.GetScaledDimensions(scale) : codec.Info.Size;
        return SKBitmap.Decode(codec, new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
    }

    private static byte[]? Shrink(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)IThumbnails.LongestSide / Math.Max(bitmap.Width, bitmap.Height));
        var (width, height) = (Scaled(bitmap.Width, scale), Scaled(bitmap.Height, scale));
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        using var surface = SKSurface.Create(isTurned ? new SKImageInfo(height, width) : new SKImageInfo(width, height));
        if (surface is null) return null;
        // JPEG knows no transparency.
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Concat(Upright(origin, width, height));
        using var picture = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(picture, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    private static int Scaled(int side, float scale) => Math.Max(1, (int)MathF.Round(side * scale));

    // A camera stores what its sensor saw, and beside it how it was held (Exif, tag 0x0112).
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
