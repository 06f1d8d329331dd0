const key = process.env.ARCHIVE_API_KEY;
if (!key) throw new Error("ARCHIVE_API_KEY is not set");
