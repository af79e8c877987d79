using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Consult.Silo.Blobs;

/// <summary>
/// Puts the names in a folder on disk. Without it a file that was flushed itself may be gone after a power cut, because
/// its name was not; .NET has no call for it.
/// </summary>
internal static class DirectorySync
{
    /// <summary>Flushes a folder. On Windows the file system's journal does it.</summary>
    /// <exception cref="IOException">It could not be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, flags: 0);
        if (descriptor < 0) throw Failed(folder);
        try
        {
            if (Sync(descriptor) != 0) throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string folder) =>
        new($"The folder {folder} could not be flushed.", new Win32Exception(Marshal.GetLastPInvokeError()));

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
