namespace Consult.Silo.Storage;

/// <summary>The store cannot be opened. The message says why, for the operator; the process must not start.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Opening failed for the reason the message gives.</summary>
    public StoreUnavailableException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
