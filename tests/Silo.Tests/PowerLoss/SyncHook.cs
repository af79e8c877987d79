using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Consult.Silo.Tests.PowerLoss;

/// <summary>
/// Tells when SQLite has synced a file of a watched folder, or the folder itself. It stands in front of SQLite's own
/// file system layer (https://www.sqlite.org/vfs.html), which does all the work; files elsewhere never notice.
/// </summary>
internal static class SyncHook
{
    // Offsets in sqlite3_vfs, sqlite3_file and sqlite3_io_methods, which SQLite keeps compatible for good.
    private static readonly int VfsSize = 16 + (19 * nint.Size);
    private static readonly int VfsName = 16 + nint.Size;
    private static readonly int VfsOpen = 16 + (3 * nint.Size);
    private static readonly int VfsDelete = 16 + (4 * nint.Size);
    private static readonly int MethodsSize = 19 * nint.Size;
    private static readonly int MethodsSync = 5 * nint.Size;

    // The first sync of a journal or log that was opened to be created syncs its folder too (os_unix.c, UNIXFILE_DIRSYNC).
    private const int Create = 0x4;
    private const int JournalOrLog = 0x800 | 0x4000 | 0x80000;

    private static readonly ConcurrentDictionary<string, SyncedDisk> Watched = [];
    private static readonly ConcurrentDictionary<nint, (SyncedDisk Disk, string Path, bool SyncsFolder)> Open = [];
    private static readonly ConcurrentDictionary<nint, nint> Hooked = [];

    // Held for as long as the process lives, because SQLite holds their addresses.
    private static readonly OpenFile OnOpen = HandleOpen;
    private static readonly DeleteFile OnDelete = HandleDelete;
    private static readonly SyncFile OnSync = HandleSync;
    private static readonly OpenFile RealOpen;
    private static readonly DeleteFile RealDelete;
    private static SyncFile? _realSync;

    static SyncHook()
    {
        var real = Find(0);
        RealOpen = Marshal.GetDelegateForFunctionPointer<OpenFile>(Marshal.ReadIntPtr(real, VfsOpen));
        RealDelete = Marshal.GetDelegateForFunctionPointer<DeleteFile>(Marshal.ReadIntPtr(real, VfsDelete));
        var vfs = Copy(real, VfsSize);
        Marshal.WriteIntPtr(vfs, VfsName, Marshal.StringToCoTaskMemUTF8("sync-hook"));
        Marshal.WriteIntPtr(vfs, VfsOpen, Marshal.GetFunctionPointerForDelegate(OnOpen));
        Marshal.WriteIntPtr(vfs, VfsDelete, Marshal.GetFunctionPointerForDelegate(OnDelete));
        Register(vfs, 1).ShouldBe(0);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenFile(nint vfs, nint path, nint file, int flags, nint outFlags);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int DeleteFile(nint vfs, nint path, int syncFolder);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SyncFile(nint file, int flags);

    /// <summary>Begins to tell a disk of its folder; files opened before are not seen.</summary>
    public static void Watch(SyncedDisk disk) => Watched[disk.Folder] = disk;

    /// <summary>Tells it no more.</summary>
    public static void Forget(SyncedDisk disk) => Watched.TryRemove(disk.Folder, out _);

    private static int HandleOpen(nint vfs, nint path, nint file, int flags, nint outFlags)
    {
        var result = RealOpen(vfs, path, file, flags, outFlags);
        var methods = Marshal.ReadIntPtr(file);
        if (DiskOf(path) is { } disk && methods != 0)
        {
            var syncsFolder = (flags & Create) != 0 && (flags & JournalOrLog) != 0;
            Open[file] = (disk, Marshal.PtrToStringUTF8(path)!, syncsFolder);
            Marshal.WriteIntPtr(file, Hooked.GetOrAdd(methods, Hook));
        }
        return result;
    }

    private static int HandleDelete(nint vfs, nint path, int syncFolder)
    {
        var result = RealDelete(vfs, path, syncFolder);
        if (result == 0 && syncFolder != 0) DiskOf(path)?.FolderSynced();
        return result;
    }

    private static int HandleSync(nint file, int flags)
    {
        var (disk, path, syncsFolder) = Open[file];
        var result = disk.Sync(path, () => _realSync!(file, flags));
        if (result == 0 && syncsFolder)
        {
            disk.FolderSynced();
            Open[file] = (disk, path, false);
        }
        return result;
    }

    private static nint Hook(nint methods)
    {
        _realSync = Marshal.GetDelegateForFunctionPointer<SyncFile>(Marshal.ReadIntPtr(methods, MethodsSync));
        var hooked = Copy(methods, MethodsSize);
        Marshal.WriteIntPtr(hooked, MethodsSync, Marshal.GetFunctionPointerForDelegate(OnSync));
        return hooked;
    }

    private static SyncedDisk? DiskOf(nint path) =>
        Marshal.PtrToStringUTF8(path) is { } name && Path.GetDirectoryName(name) is { } folder ? Watched.GetValueOrDefault(folder) : null;

    private static nint Copy(nint from, int size)
    {
        var bytes = new byte[size];
        Marshal.Copy(from, bytes, 0, size);
        var to = Marshal.AllocHGlobal(size);
        Marshal.Copy(bytes, 0, to, size);
        return to;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Find(nint name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Register(nint vfs, int makeDefault);
}
