namespace Consult.Silo.Storage;

/// <summary>Files that their owner alone can read, from the moment they are there.</summary>
internal static class PrivateFile
{
    /// <summary>Makes an empty file of mode 600.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(file, options);
    }
}
