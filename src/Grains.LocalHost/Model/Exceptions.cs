namespace Orleans.Runtime
{
    /// <summary>A failure of the host.</summary>
    public class OrleansException : Exception
    {
        /// <summary>A failure without a word.</summary>
        public OrleansException() : base("Unexpected error.")
        {
        }

        /// <summary>A failure.</summary>
        public OrleansException(string message) : base(message)
        {
        }

        /// <summary>A failure with its cause.</summary>
        public OrleansException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>A call was refused before it reached the grain.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message) : base(message)
        {
        }
    }

    /// <summary>A call was refused because the host is stopping or has stopped.</summary>
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        /// <summary>A refusal without a word.</summary>
        public SiloUnavailableException() : base("Silo unavailable")
        {
        }

        /// <summary>A refusal.</summary>
        public SiloUnavailableException(string msg) : base(msg)
        {
        }
    }

    /// <summary>A call was refused because too many wait for the same grain already.</summary>
    public sealed class LimitExceededException : OrleansException
    {
        /// <summary>A refusal without a word.</summary>
        public LimitExceededException() : base("Limit exceeded")
        {
        }

        /// <summary>A refusal.</summary>
        public LimitExceededException(string message) : base(message)
        {
        }
    }

    /// <summary>The observer that was called is gone.</summary>
    public sealed class ClientNotAvailableException : OrleansException
    {
        internal ClientNotAvailableException(GrainId clientId) : base($"No activation for client {clientId}")
        {
        }
    }
}

namespace Orleans.Storage
{
    /// <summary>What is stored is not what the writer had read: another one wrote meanwhile.</summary>
    public class InconsistentStateException : Runtime.OrleansException
    {
        /// <summary>A conflict without a word.</summary>
        public InconsistentStateException()
        {
        }

        /// <summary>A conflict.</summary>
        public InconsistentStateException(string message) : base(message)
        {
        }

        /// <summary>A conflict between two versions.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : base(errorMsg)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>Whether it has not yet left the activation whose state is outdated.</summary>
        internal bool IsSourceActivation { get; set; } = true;

        /// <summary>The version that is stored.</summary>
        public string? StoredEtag { get; }

        /// <summary>The version that the writer had read.</summary>
        public string? CurrentEtag { get; }
    }
}
