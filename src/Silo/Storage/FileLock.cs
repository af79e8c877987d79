namespace Consult.Silo.Storage;

/// <summary>
/// Keeps a second process away from a file, by a lock on another file beside it. SQLite's own
/// <c>locking_mode=EXCLUSIVE</c> would keep our own readers away too. The system frees the lock however the process
/// ends. The lock file stays: were it deleted, two processes could each hold a lock on a file of that name.
/// </summary>
internal static class FileLock
{
    /// <summary>Takes the lock; disposing frees it.</summary>
    /// <exception cref="StoreUnavailableException">Somebody else holds it.</exception>
    public static IDisposable Take(string file)
    {
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{file} is open in another process, or {file}.lock cannot be written.", failure);
        }
    }
}
