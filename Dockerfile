# The checkout in a container. The store lies in the volume /data; articles may be mounted at /articles.
FROM python:3.13-slim
RUN useradd --system --create-home --uid 10001 bot && mkdir /data && chown bot /data
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY bot/ bot/
COPY cogs/ cogs/
COPY storage/ storage/
COPY seeds/ seeds/
USER bot
ENV BRIEFING_DATABASE=/data/briefing.db PYTHONUNBUFFERED=1
VOLUME /data
# SIGTERM ends the bot within 10 seconds.
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot"]
