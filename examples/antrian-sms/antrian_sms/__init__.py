"""SMS: the office as a phone number, through the folders that gammu-smsd keeps messages in."""

from __future__ import annotations

from antrian_sms.adapter import opened
from antrian_sms.settings import SmsSettings
from bot.plugins import ChannelPlugin

channel = ChannelPlugin(name="sms", settings=SmsSettings, open=opened, proves_numbers=True)
